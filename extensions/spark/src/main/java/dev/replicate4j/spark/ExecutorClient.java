package dev.replicate4j.spark;

import dev.replicate4j.Replicate;
import dev.replicate4j.ReplicateBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of executors. It is shipped with tasks, so it holds where the token is, and never the token.
 *
 * @param tokenFile where the token is; null for the environment of the executor
 * @param change by the user
 */
record ExecutorClient(@Nullable String tokenFile, @Nullable ClientFunction change) implements Serializable {

    /**
     * Makes a client.
     *
     * @throws SparkRunException if there is no token here
     */
    Replicate client(Configuration conf) {
        String token = tokenFile == null ? System.getenv("REPLICATE_API_TOKEN") : read(tokenFile, conf);
        if (token == null || token.isBlank()) {
            throw new SparkRunException("There is no API token on this executor. Set REPLICATE_API_TOKEN in the"
                    + " environment of the workers (not by spark.executorEnv, which Spark shows), or name a file that"
                    + " executors can read: tokenFile(\"/run/secrets/replicate\"). Nothing was paid.");
        }
        ReplicateBuilder builder = Replicate.builder().apiToken(token.strip());
        String url = System.getenv("REPLICATE_BASE_URL");
        if (url != null && !url.isBlank()) {
            builder = builder.baseUrl(url);
        }
        return (change == null ? builder : Objects.requireNonNull(change.apply(builder))).build();
    }

    private static String read(String file, Configuration conf) {
        try (InputStream in = open(file, conf)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SparkRunException(
                    "The token file " + file + " cannot be read on this executor: " + e + ". Nothing was paid.", e);
        }
    }

    private static InputStream open(String file, Configuration conf) throws IOException {
        if (!file.contains(":")) {
            return Files.newInputStream(java.nio.file.Path.of(file)); // whatever the default file system is
        }
        Path path = new Path(file);
        return path.getFileSystem(conf).open(path);
    }
}
