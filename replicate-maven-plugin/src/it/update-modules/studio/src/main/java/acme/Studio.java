package acme;

import acme.models.Painter;
import dev.replicate4j.URLPath;
import java.util.List;

public final class Studio {

    private Studio() {}

    public static List<URLPath> paint() {
        return Painter.call(Brush.prompt(), in -> in.seed(42));
    }
}
