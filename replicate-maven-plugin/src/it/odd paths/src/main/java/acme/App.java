package acme;

import acme.models.Painter;
import dev.replicate4j.URLPath;
import java.util.List;

final class App {

    private App() {}

    static List<URLPath> paint() {
        return Painter.call("a cat", in -> in.seed(42));
    }
}
