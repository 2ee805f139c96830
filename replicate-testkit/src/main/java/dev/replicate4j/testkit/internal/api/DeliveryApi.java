package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.RangeRequests;
import dev.replicate4j.testkit.internal.http.ReplyBody;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.media.MediaFile;
import dev.replicate4j.testkit.internal.media.OutputFileStore;

/** Output files. */
public final class DeliveryApi {

    private final OutputFileStore outputFiles;

    /** Serves the files of the store. */
    public DeliveryApi(OutputFileStore outputFiles) {
        this.outputFiles = outputFiles;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/" + OutputFileStore.ROOT + "/{token}/{name}", this::get);
    }

    private ServerReply get(Call call) {
        MediaFile media = outputFiles
                .find(call.parameter("token"))
                .orElseThrow(() -> ApiError.notFound("The file does not exist, or has expired."));
        ReplyBody body = media.content().get();
        return RangeRequests.apply(call.request(), ServerReply.content(200, media.type(), body));
    }
}
