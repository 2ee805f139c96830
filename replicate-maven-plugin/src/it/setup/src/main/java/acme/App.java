package acme;

import acme.models.Painter;
import acme.models.Poet;
import dev.replicate4j.URLPath;
import java.util.List;

final class App {

    private App() {}

    static List<URLPath> paint() {
        return Painter.call("a cat", in -> in.seed(42).aspectRatio(Painter.AspectRatio._16_9));
    }

    static String write() {
        return Poet.call("a cat", 100);
    }
}
