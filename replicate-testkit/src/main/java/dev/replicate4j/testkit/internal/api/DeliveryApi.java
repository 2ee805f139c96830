package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Body;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.media.Deliveries;
import dev.replicate4j.testkit.internal.media.Media;

/** Output files. */
public final class DeliveryApi {

    private final Deliveries deliveries;

    /** Serves the files of the store. */
    public DeliveryApi(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/" + Deliveries.ROOT + "/{token}/{name}", this::get);
    }

    private Reply get(Call call) {
        Media media = deliveries
                .find(call.parameter("token"))
                .orElseThrow(() -> Problem.notFound("The file does not exist, or has expired."));
        Body body = media.content().get();
        return Ranges.apply(call.request(), Reply.content(200, media.type(), body));
    }
}
