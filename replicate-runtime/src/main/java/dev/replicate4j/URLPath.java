package dev.replicate4j;

/** A file behind a URL, as a path. Stub: becomes a java.nio.file.Path with the files work. */
public final class URLPath {

    private final String url;

    private URLPath(String url) {
        this.url = url;
    }

    static URLPath of(String url) {
        return new URLPath(url);
    }

    @Override
    public String toString() {
        return url;
    }
}
