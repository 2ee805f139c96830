package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.media.Upload;
import dev.replicate4j.testkit.internal.media.Uploads;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Files that clients upload: created, read, listed, deleted, downloaded by signature. */
public final class FilesApi {

    private final Uploads uploads;
    private final Pages pages;
    private final URI api;
    private final Timeline timeline;
    private final FileSignature signature;

    /** Serves the files of the store. */
    public FilesApi(Uploads uploads, Pages pages, URI api, Timeline timeline, FileSignature signature) {
        this.uploads = uploads;
        this.pages = pages;
        this.api = api;
        this.timeline = timeline;
        this.signature = signature;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("POST", "/v1/files", this::create)
                .add("GET", "/v1/files", this::list)
                .add("GET", "/v1/files/{id}", call -> Reply.json(200, find(call).json(api)))
                .add("DELETE", "/v1/files/{id}", this::delete)
                .add("GET", "/v1/files/{id}/download", this::download);
    }

    private Reply create(Call call) {
        try {
            Upload upload =
                    uploads.receive(call.request().stream(), call.request().header("Content-Type"));
            return Reply.json(201, upload.json(api));
        } catch (Uploads.UploadException e) {
            String message = String.valueOf(e.getMessage());
            throw e.tooLarge() ? Problem.tooLarge(message) : Problem.badRequest(message);
        } catch (MalformedJsonException e) {
            throw Problem.badRequest("metadata is not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Reply list(Call call) {
        return pages.reply(call.request(), uploads.newestFirst(), upload -> upload.json(api));
    }

    private Reply delete(Call call) {
        uploads.remove(find(call).id());
        return Reply.empty(204);
    }

    private Reply download(Call call) {
        Map<String, String> query = call.request().query();
        Upload upload = find(call);
        if (!signature.isValid(upload.id(), query, timeline.now())) {
            throw missing();
        }
        return Ranges.apply(call.request(), Reply.content(200, "application/octet-stream", upload.content()));
    }

    private Upload find(Call call) {
        return uploads.find(call.parameter("id")).orElseThrow(FilesApi::missing);
    }

    private static Problem missing() {
        return Problem.detailOnly(404, "File not found");
    }
}
