package acme;

import acme.models.Painter;

final class AppTest {

    private AppTest() {}

    static Object input() {
        return Painter.with("a dog").steps(10).seed(7);
    }
}
