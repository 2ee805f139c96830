package dev.replicate4j.spring.boot.observation;

import static dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.REQUEST;
import static dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RUN;

import dev.replicate4j.RunListener;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.http.HttpListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes calls and requests. A call is a child of what its thread is doing when it begins, its requests are children of
 * the call, on whichever threads they are sent.
 */
final class ObservationListener implements RunListener, HttpListener {

    private static final System.Logger LOG = System.getLogger("dev.replicate4j.spring.observation");

    private final ObservationRegistry registry;
    private final @Nullable ReplicateRunConvention runConvention;
    private final @Nullable ReplicateRequestConvention requestConvention;
    private final Map<Long, Request> underWay = new ConcurrentHashMap<>();

    private record Run(ReplicateRunContext context, Observation observation) {}

    private record Request(ReplicateRequestContext context, Observation observation) {}

    ObservationListener(
            ObservationRegistry registry,
            @Nullable ReplicateRunConvention runConvention,
            @Nullable ReplicateRequestConvention requestConvention) {
        this.registry = registry;
        this.runConvention = runConvention;
        this.requestConvention = requestConvention;
    }

    /** A handler of observations that fails does not refuse the call. */
    @Override
    public @Nullable Object starting(String model) {
        ReplicateRunContext context = new ReplicateRunContext(model);
        try {
            return new Run(
                    context, RUN.start(runConvention, new DefaultReplicateRunConvention(), () -> context, registry));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The call of " + model + " could not be observed", e);
            return null;
        }
    }

    @Override
    public void changed(Prediction prediction) {}

    @Override
    public void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {
        if (call instanceof Run run) {
            run.context().ended(prediction);
            if (failure != null) {
                run.observation().error(failure);
            }
            run.observation().stop();
        }
    }

    @Override
    public @Nullable Object context() {
        return registry.getCurrentObservation();
    }

    @Override
    public void sent(Exchange exchange) {
        ReplicateRequestContext context = new ReplicateRequestContext(exchange);
        Observation observation = REQUEST.observation(
                requestConvention, new DefaultReplicateRequestConvention(), () -> context, registry);
        if (exchange.context() instanceof Run run) {
            observation.parentObservation(run.observation());
        } else if (exchange.context() instanceof Observation parent) {
            observation.parentObservation(parent);
        }
        underWay.put(exchange.id(), new Request(context, observation.start()));
    }

    @Override
    public Map<String, String> headers(Exchange exchange) {
        Request request = underWay.get(exchange.id());
        Map<String, String> carrier = request == null ? null : request.context().getCarrier();
        return carrier == null ? Map.of() : carrier;
    }

    @Override
    public void received(Exchange exchange, int status, Duration took) {
        Request request = underWay.remove(exchange.id());
        if (request != null) {
            request.context().setResponse(status);
            request.observation().stop();
        }
    }

    @Override
    public void failed(Exchange exchange, Throwable failure, Duration took) {
        Request request = underWay.remove(exchange.id());
        if (request != null) {
            request.observation().error(failure);
            request.observation().stop();
        }
    }

    @Override
    public String toString() {
        return "observations of Replicate";
    }
}
