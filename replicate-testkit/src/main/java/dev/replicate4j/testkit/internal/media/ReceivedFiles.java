package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Finds the content of files that inputs name. */
public final class ReceivedFiles {

    private final URI api;
    private final UploadStore uploads;
    private final OutputFileStore outputFiles;

    /** Looks among the given files. */
    public ReceivedFiles(URI api, UploadStore uploads, OutputFileStore outputFiles) {
        this.api = api;
        this.uploads = uploads;
        this.outputFiles = outputFiles;
    }

    /** {@return the content of the file that the input's URL names} */
    public byte[] read(String input, String url) {
        if (url.startsWith("data:")) {
            return decode(url);
        }
        String uploadsStart = api + "/files/";
        Optional<ReplyBody> body = url.startsWith(uploadsStart)
                ? uploads.find(url.substring(uploadsStart.length())).map(StoredUpload::content)
                : outputFiles.findUrl(url).map(media -> media.content().get());
        return bytes(body.orElseThrow(() -> new IllegalArgumentException("The input " + input + " is " + url
                + ", which is not on this server. Files elsewhere are not fetched.")));
    }

    private static byte[] decode(String dataUri) {
        int comma = dataUri.indexOf(',');
        String content = dataUri.substring(comma + 1);
        return dataUri.substring(0, Math.max(comma, 0)).endsWith(";base64")
                ? Base64.getMimeDecoder().decode(content)
                : URLDecoder.decode(content.replace("+", "%2B"), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ReplyBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an uploaded file.", e);
        }
        return bytes.toByteArray();
    }
}
