package dev.replicate4j;

/** A file behind a URL, as a path. Stub: becomes a java.nio.file.Path with the files work. */
public final class URLPath {

    private URLPath() {}
}
