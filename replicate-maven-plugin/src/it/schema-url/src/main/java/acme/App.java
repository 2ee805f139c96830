package acme;

import acme.models.Local;

final class App {

    private App() {}

    static String write() {
        return Local.call("a cat", in -> in.maxTokens(10));
    }
}
