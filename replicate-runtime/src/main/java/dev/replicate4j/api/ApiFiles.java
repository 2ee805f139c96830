package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Files that were uploaded as inputs: {@code /files}. They are kept for 24 hours.
 */
public final class ApiFiles {

    private final Endpoint endpoint;

    ApiFiles(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public ApiFiles with(UnaryOperator<RequestOptions> options) {
        return new ApiFiles(endpoint.with(options.apply(endpoint.options())));
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

    /**
     * Does the same as {@link #create(FileUpload)}, without blocking.
     *
     * @param upload the file
     * @return the file, whose {@link UploadedFile#url} can be given to a model
     */
    public CompletableFuture<UploadedFile> createAsync(FileUpload upload) {
        return endpoint.later(creating(upload));
    }

    private CompletableFuture<UploadedFile> creating(FileUpload upload) {
        return endpoint.fetch(upload.call(), UploadedFile::new);
    }

    /**
     * Lists the account's files.
     *
     * @return the first page
     */
    public Page<UploadedFile> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<UploadedFile>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<UploadedFile>> listing() {
        return endpoint.page(RequestSpec.get("files.list", "files"), UploadedFile::new);
    }

    /**
     * Returns what is known of a file, not its content.
     *
     * @param id the file's id
     * @return the file
     */
    public UploadedFile get(String id) {
        return endpoint.now(() -> getting(id));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param id the file's id
     * @return the file
     */
    public CompletableFuture<UploadedFile> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private CompletableFuture<UploadedFile> getting(String id) {
        return endpoint.fetch(RequestSpec.get("files.get", path("files", id)), UploadedFile::new);
    }

    /**
     * Deletes a file.
     *
     * @param id the file's id
     */
    public void delete(String id) {
        endpoint.now(() -> deleting(id));
    }

    /**
     * Does the same as {@link #delete(String)}, without blocking.
     *
     * @param id the file's id
     * @return completes when it is done
     */
    public CompletableFuture<@Nullable Void> deleteAsync(String id) {
        return endpoint.later(deleting(id));
    }

    private CompletableFuture<@Nullable Void> deleting(String id) {
        return endpoint.done(RequestSpec.delete("files.delete", path("files", id)));
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

    /**
     * Does the same as {@link #download(String, FileSignature, Path)}, without blocking.
     *
     * @param id the file's id
     * @param signature allows it
     * @param target where to; replaced if it is there
     * @return the target
     */
    public CompletableFuture<Path> downloadAsync(String id, FileSignature signature, Path target) {
        return endpoint.later(downloading(id, signature, target));
    }

    private CompletableFuture<Path> downloading(String id, FileSignature signature, Path target) {
        return endpoint.download(
                RequestSpec.get("files.download", downloadPath(id, signature)).withoutNeedOfToken(), target);
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
