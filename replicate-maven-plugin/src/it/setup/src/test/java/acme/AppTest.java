package acme;

final class AppTest {

    private AppTest() {}

    static String write() {
        return App.write();
    }
}
