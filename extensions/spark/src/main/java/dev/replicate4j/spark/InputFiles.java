package dev.replicate4j.spark;

import dev.replicate4j.URLPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Files of rows as inputs of models. */
public final class InputFiles {

    private static final String UNKNOWN = "application/octet-stream";

    private InputFiles() {}

    /**
     * Returns a file of its content: of a binary column.
     *
     * @param content of the file
     * @return the file; its media type is found by its first bytes
     */
    public static URLPath of(byte[] content) {
        String type = null;
        try {
            type = URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
        return URLPath.of(content, type == null ? UNKNOWN : type);
    }

    /**
     * Returns a file of its place: of a column of URLs or paths.
     *
     * @param place an {@code http:}, {@code https:} or {@code data:} URL, which goes to the model as it is; or a path of any
     *     file system that Hadoop knows, whose content is read on the executor
     * @return the file
     * @throws IOException if it cannot be read
     */
    public static URLPath of(String place) throws IOException {
        if (place.matches("(?i)(https?|data):.*")) {
            return URLPath.of(place);
        }
        Path path = new Path(place);
        try (InputStream in = path.getFileSystem(SparkHadoopUtil.get().conf()).open(path)) {
            return of(in.readAllBytes());
        }
    }
}
