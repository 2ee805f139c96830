package acme;

import acme.models.Painter;

final class PosterTest {

    private PosterTest() {}

    static Painter.Input input() {
        return Painter.with(Brush.prompt() + Studio.class).seed(7);
    }
}
