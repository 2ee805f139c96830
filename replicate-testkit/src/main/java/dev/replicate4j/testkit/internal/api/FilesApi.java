package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.RangeRequests;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.media.StoredUpload;
import dev.replicate4j.testkit.internal.media.UploadStore;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Files that clients upload: created, read, listed, deleted, downloaded by signature. */
public final class FilesApi {

    private final UploadStore uploads;
    private final Pagination pages;
    private final URI api;
    private final ServerClock clock;
    private final DownloadSignature signature;

    /** Serves the files of the store. */
    public FilesApi(UploadStore uploads, Pagination pages, URI api, ServerClock clock, DownloadSignature signature) {
        this.uploads = uploads;
        this.pages = pages;
        this.api = api;
        this.clock = clock;
        this.signature = signature;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("POST", "/v1/files", this::create)
                .add("GET", "/v1/files", this::list)
                .add(
                        "GET",
                        "/v1/files/{id}",
                        call -> ServerReply.json(200, find(call).json(api)))
                .add("DELETE", "/v1/files/{id}", this::delete)
                .add("GET", "/v1/files/{id}/download", this::download);
    }

    private ServerReply create(Call call) {
        try {
            StoredUpload upload =
                    uploads.receive(call.request().stream(), call.request().header("Content-Type"));
            return ServerReply.json(201, upload.json(api));
        } catch (UploadStore.UploadException e) {
            String message = String.valueOf(e.getMessage());
            throw e.tooLarge() ? ApiError.tooLarge(message) : ApiError.badRequest(message);
        } catch (MalformedJsonException e) {
            throw ApiError.badRequest("metadata is not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private ServerReply list(Call call) {
        return pages.reply(call.request(), uploads.newestFirst(), upload -> upload.json(api));
    }

    private ServerReply delete(Call call) {
        uploads.remove(find(call).id());
        return ServerReply.empty(204);
    }

    private ServerReply download(Call call) {
        Map<String, String> query = call.request().query();
        StoredUpload upload = find(call);
        if (!signature.isValid(upload.id(), query, clock.now())) {
            throw missing();
        }
        return RangeRequests.apply(
                call.request(), ServerReply.content(200, "application/octet-stream", upload.content()));
    }

    private StoredUpload find(Call call) {
        return uploads.find(call.parameter("id")).orElseThrow(FilesApi::missing);
    }

    private static ApiError missing() {
        return ApiError.detailOnly(404, "File not found");
    }
}
