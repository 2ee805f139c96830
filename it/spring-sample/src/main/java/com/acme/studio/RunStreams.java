package com.acme.studio;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Progress;
import dev.replicate4j.Run;
import dev.replicate4j.error.ReplicateException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends runs to browsers as they go on, and cancels a run when its browser is gone. */
@Component
@RegisterReflectionForBinding({ // for native images
    RunEvent.Created.class,
    RunEvent.Working.class,
    RunEvent.Piece.class,
    RunEvent.Picture.class,
    RunEvent.Done.class,
    RunEvent.Failed.class
})
class RunStreams {

    private static final long NO_LIMIT = 0; // the client has one
    private static final long HEARTBEAT_MILLIS = 500;

    private final AsyncTaskExecutor executor;
    private final ScheduledExecutorService heartbeats = Executors.newScheduledThreadPool(2);
    private final Map<OutputIterator<?>, SseEmitter> open = new ConcurrentHashMap<>();

    RunStreams(AsyncTaskExecutor applicationTaskExecutor) {
        this.executor = applicationTaskExecutor;
    }

    <P> SseEmitter send(Run<?, P> run, ModelDefinition<?, ?, ?> model, Function<P, RunEvent> event) {
        SseEmitter browser = new SseEmitter(NO_LIMIT);
        OutputIterator<P> pieces = run.stream();
        open.put(pieces, browser);
        browser.onError(failure -> pieces.close()); // cancels the run; after its end, closing does nothing
        browser.onCompletion(pieces::close);
        executor.execute(() -> write(browser, run, model, pieces, event));
        return browser;
    }

    private <P> void write(
            SseEmitter browser,
            Run<?, P> run,
            ModelDefinition<?, ?, ?> model,
            OutputIterator<P> pieces,
            Function<P, RunEvent> event) {
        try (pieces) {
            // A browser that is gone is noticed when something is written; the first piece may take its time.
            Future<?> heartbeat = heartbeats.scheduleWithFixedDelay(
                    () -> beat(browser, run, pieces), 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
            try {
                send(browser, new RunEvent.Created(run.id(), model.ref().model()));
                for (P piece : pieces) {
                    send(browser, event.apply(piece));
                }
            } finally {
                heartbeat.cancel(false);
            }
            Double seconds = run.metrics()
                    .predictTime()
                    .map(time -> time.toNanos() / 1e9)
                    .orElse(null);
            send(browser, new RunEvent.Done(run.prediction().status().value(), seconds));
            browser.complete();
        } catch (IOException | IllegalStateException e) {
            // The browser is gone, which the web server knows; or the run was given up for that.
        } catch (RuntimeException e) {
            fail(browser, e);
        } finally {
            open.remove(pieces);
        }
    }

    private static void beat(SseEmitter browser, Run<?, ?> run, OutputIterator<?> pieces) {
        try {
            Integer percent = run.progress().map(Progress::percent).orElse(null);
            send(browser, new RunEvent.Working(run.prediction().status().value(), percent));
        } catch (ReplicateException e) {
            // The next one may work; whatever is wrong with the run itself is told by its pieces.
        } catch (IOException | IllegalStateException e) {
            pieces.close();
        }
    }

    private static void fail(SseEmitter browser, RuntimeException failure) {
        try {
            send(browser, new RunEvent.Failed(failure.getMessage()));
            browser.complete();
        } catch (IOException | IllegalStateException e) {
            // The browser is gone, too.
        }
    }

    private static void send(SseEmitter browser, RunEvent event) throws IOException {
        browser.send(SseEmitter.event().name(event.name()).data(event, MediaType.APPLICATION_JSON));
    }

    /** Cancels what goes on, before the web server waits for its responses to end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        heartbeats.shutdownNow();
        List<SseEmitter> browsers = List.copyOf(open.values()); // a run that ends removes itself
        open.keySet().forEach(OutputIterator::close);
        browsers.forEach(SseEmitter::complete);
    }
}
