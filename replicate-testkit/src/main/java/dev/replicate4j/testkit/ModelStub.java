package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.responder.Responder;
import dev.replicate4j.testkit.internal.responder.StubResponder;
import dev.replicate4j.testkit.internal.responder.StubbedRun;
import dev.replicate4j.testkit.internal.run.RunOutcome;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The canned answers of a model.
 *
 * <pre>{@code
 * server.when(Llama3.MODEL).thenReturn("Hello.");
 * server.when(Llama3.MODEL).with("prompt", "help").logging("loading").thenFail("CUDA out of memory (E1001)");
 * server.when(FluxDev.MODEL)
 *         .thenFail("Prediction interrupted; please retry (code: PA)") // the first prediction
 *         .thenReturn(List.of(server.file("cat.png"))); // all that follow
 * }</pre>
 *
 * <p>Inputs, times and logs apply to the answers that are named after them. The newest stub or handler that matches an input
 * answers it.
 *
 * @param <O> the model's whole output
 * @param <P> one piece of it
 */
public final class ModelStub<O extends @Nullable Object, P extends @Nullable Object> {

    private final BiConsumer<Predicate<Map<String, @Nullable Object>>, Responder> register;
    private final StubResponder responder;
    private final Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    private final List<String> logs = new ArrayList<>();
    private @Nullable Duration queued;
    private @Nullable Duration running;
    private boolean registered;

    ModelStub(
            BiConsumer<Predicate<Map<String, @Nullable Object>>, Responder> register, Supplier<Duration> usualRunning) {
        this.register = register;
        this.responder = new StubResponder(usualRunning);
    }

    /**
     * Answers only inputs that have a value.
     *
     * @param input the wire name
     * @param value the value as JSON has it: text, long, double, boolean, list or map
     * @return this stub
     * @throws IllegalStateException if the stub has an answer already
     */
    public ModelStub<O, P> with(String input, @Nullable Object value) {
        if (registered) {
            throw new IllegalStateException("Say with(\"" + input + "\", ...) before the first answer.");
        }
        expected.put(input, value instanceof Integer number ? (Long) number.longValue() : value);
        return this;
    }

    /**
     * Sets how long predictions are queued.
     *
     * @param duration how long they are {@code starting}; by default the server's setting
     * @return this stub
     */
    public ModelStub<O, P> queuedFor(Duration duration) {
        queued = duration;
        return this;
    }

    /**
     * Sets how long predictions run; the pieces of their output are spread evenly over that time.
     *
     * @param duration how long they are {@code processing}; by default the server's setting
     * @return this stub
     */
    public ModelStub<O, P> runningFor(Duration duration) {
        running = duration;
        return this;
    }

    /**
     * Writes to the logs before there is any output.
     *
     * @param lines the lines, without their line ends
     * @return this stub
     */
    public ModelStub<O, P> logging(String... lines) {
        logs.addAll(List.of(lines));
        return this;
    }

    /**
     * Answers with an output.
     *
     * @param output the whole output
     * @return this stub; a further answer applies to the predictions after the first
     */
    public ModelStub<O, P> thenReturn(O output) {
        return then(StubbedRun.whole(output), new RunOutcome.Succeeded());
    }

    /**
     * Answers with an output in the given pieces.
     *
     * @param pieces the pieces in order
     * @return this stub; a further answer applies to the predictions after the first
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never stored or written to
    public final ModelStub<O, P> thenStream(P... pieces) {
        return then(StubbedRun.pieces(copy(pieces)), new RunOutcome.Succeeded());
    }

    /**
     * Fails.
     *
     * @param error the prediction's error
     * @param pieces output that is made before
     * @return this stub; a further answer applies to the predictions after the first
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never stored or written to
    public final ModelStub<O, P> thenFail(String error, P... pieces) {
        return then(StubbedRun.pieces(copy(pieces)), new RunOutcome.Failed(error));
    }

    /**
     * Runs until the prediction is canceled.
     *
     * @param pieces output that is made before
     * @return this stub; a further answer applies to the predictions after the first
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never stored or written to
    public final ModelStub<O, P> thenHang(P... pieces) {
        return then(StubbedRun.pieces(copy(pieces)), new RunOutcome.Never());
    }

    private ModelStub<O, P> then(Function<RunSpec, List<RunStep>> steps, RunOutcome ending) {
        responder.add(new StubbedRun(queued, running, List.copyOf(logs), steps, ending));
        if (!registered) {
            registered = true;
            register.accept(this::fits, responder);
        }
        return this;
    }

    private boolean fits(Map<String, @Nullable Object> input) {
        return expected.entrySet().stream()
                .allMatch(entry -> input.containsKey(entry.getKey())
                        && Objects.equals(input.get(entry.getKey()), entry.getValue()));
    }

    private static <T extends @Nullable Object> List<T> copy(T[] items) {
        List<T> copy = new ArrayList<>();
        for (T item : items) {
            copy.add(item);
        }
        return copy;
    }
}
