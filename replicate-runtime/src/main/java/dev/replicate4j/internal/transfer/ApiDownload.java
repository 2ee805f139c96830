package dev.replicate4j.internal.transfer;

import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.Scheduler;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Downloads what the API itself serves into a file of the user's, with the exceptions of the API. */
public final class ApiDownload implements Download.Source {

    private final Endpoint endpoint;
    private final RequestSpec request;

    private ApiDownload(Endpoint endpoint, RequestSpec request) {
        this.endpoint = endpoint;
        this.request = request;
    }

    /**
     * Starts a download.
     *
     * @param target where it goes as a whole, or not at all
     * @return the target. Cancelling it stops the download
     */
    public static CompletableFuture<Path> start(Endpoint endpoint, RequestSpec call, Path target) {
        ApiDownload source = new ApiDownload(endpoint, endpoint.applied(call));
        String url = endpoint.uri(call.target()).toString();
        CompletableFuture<Path> download = new Download<>(
                        url, PartFile.ofTarget(target), RetryTimings.STANDARD, (file, bytes, total) -> {}, source)
                .start();
        return download.handle((done, failure) -> {
            if (failure != null) {
                throw unchecked(failure);
            }
            return target;
        });
    }

    private static RuntimeException unchecked(Throwable failure) {
        Throwable cause = Futures.unwrap(failure);
        if (cause instanceof FileSystemException file) {
            Throwable broken = file.getCause();
            return broken instanceof ConnectionException || broken instanceof CancellationException
                    ? new ConnectionException(String.valueOf(file.getMessage()), true, broken)
                    : new UncheckedIOException(file);
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    @Override
    public CompletableFuture<HttpResponse<byte[]>> open(Map<String, String> headers, BodyHandler<byte[]> handler) {
        RequestSpec part = request.withHeader("Accept-Encoding", "identity");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            part = part.withHeader(header.getKey(), header.getValue());
        }
        return endpoint.transport().open(part, handler).thenApply(response -> {
            if (response.statusCode() == 200 || response.statusCode() == 206) {
                endpoint.replied(reply(response));
            }
            return response;
        });
    }

    @Override
    public Exception refusal(HttpResponse<byte[]> response) {
        return endpoint.transport().refusal(reply(response));
    }

    @Override
    public Scheduler scheduler() {
        return endpoint.transport().scheduler();
    }

    private Reply reply(HttpResponse<byte[]> response) {
        return new Reply(request::toString, response.statusCode(), response.headers(), response.body());
    }
}
