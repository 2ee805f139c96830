package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import dev.replicate4j.internal.transfer.ApiDownload;
import dev.replicate4j.internal.transfer.UploadBody;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Files that were uploaded as inputs: {@code /files}. They are kept for 24 hours. */
public final class UploadedFiles extends ListResource<UploadedFiles, UploadedFile> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public UploadedFiles(Endpoint endpoint) {
        super(endpoint, UploadedFiles::new, RequestSpec.get("files.list", "files"), UploadedFile::new);
    }

    /**
     * Uploads a file, in pieces as it is read.
     *
     * @param upload the file
     * @return the file, whose {@link UploadedFile#url} can be given to a model
     */
    public UploadedFile create(FileUpload upload) {
        return endpoint.now(() -> creating(upload));
    }

    /** {@return what {@link #create(FileUpload)} returns, without blocking} */
    public CompletableFuture<UploadedFile> createAsync(FileUpload upload) {
        return endpoint.later(creating(upload));
    }

    private CompletableFuture<UploadedFile> creating(FileUpload upload) {
        UploadBody body = upload.body();
        return body.during(endpoint.send(TypedCall.object(upload.call(body), UploadedFile::new)));
    }

    /**
     * {@return what is known of a file, not its content}
     *
     * @param id the file's id
     */
    public UploadedFile get(String id) {
        return endpoint.now(getting(id));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public CompletableFuture<UploadedFile> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private TypedCall<UploadedFile> getting(String id) {
        return TypedCall.object(RequestSpec.get("files.get", path("files", id)), UploadedFile::new);
    }

    /**
     * Deletes a file.
     *
     * @param id the file's id
     */
    public void delete(String id) {
        endpoint.now(deleting(id));
    }

    /** Does what {@link #delete(String)} does, without blocking. */
    public CompletableFuture<@Nullable Void> deleteAsync(String id) {
        return endpoint.later(deleting(id));
    }

    private TypedCall<@Nullable Void> deleting(String id) {
        return TypedCall.nothing(RequestSpec.delete("files.delete", path("files", id)));
    }

    /**
     * Downloads a file, in pieces.
     *
     * @param id the file's id
     * @param signature allows it
     * @param target where to; replaced if it is there
     * @return the target
     */
    public Path download(String id, FileSignature signature, Path target) {
        return endpoint.now(() -> downloading(id, signature, target));
    }

    /** {@return what {@link #download(String, FileSignature, Path)} returns, without blocking} */
    public CompletableFuture<Path> downloadAsync(String id, FileSignature signature, Path target) {
        return endpoint.later(downloading(id, signature, target));
    }

    private CompletableFuture<Path> downloading(String id, FileSignature signature, Path target) {
        RequestSpec call =
                RequestSpec.get("files.download", downloadPath(id, signature)).withoutNeedOfToken();
        return ApiDownload.start(endpoint, call, target);
    }

    /**
     * Returns the address that a file can be downloaded from, by anyone, until the signature expires.
     *
     * @param id the file's id
     * @param signature allows it
     * @return an address that is a secret itself
     */
    public URI downloadUrl(String id, FileSignature signature) {
        return endpoint.uri(downloadPath(id, signature));
    }

    private static String downloadPath(String id, FileSignature signature) {
        return path("files", id, "download") + signature.toQuery();
    }
}
