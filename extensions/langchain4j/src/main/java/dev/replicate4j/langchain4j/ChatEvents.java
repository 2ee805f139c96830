package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events of one answer for one subscriber, which gets as many as it requests; the others wait in memory, as the whole answer
 * does anyway. Cancelling the subscription cancels the run.
 */
final class ChatEvents implements Flow.Subscription, StreamedRun.Receiver {

    private static final System.Logger LOG = System.getLogger(ChatEvents.class.getName());

    private final Flow.Subscriber<? super ChatModelStreamingEvent> subscriber;
    private final ChatRequest request;
    private final StreamedRun run;
    private final Queue<ChatModelStreamingEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();

    /** How often delivering was asked for since somebody began to; zero while nobody delivers. */
    private final AtomicInteger deliveries = new AtomicInteger();

    private volatile @Nullable Throwable failure;
    private volatile boolean ended;
    private volatile boolean closed;

    private ChatEvents(String model, ChatRequest request, Flow.Subscriber<? super ChatModelStreamingEvent> subscriber) {
        this.subscriber = subscriber;
        this.request = request;
        this.run = new StreamedRun(model, this);
    }

    /** {@return a publisher that makes a run for each subscriber} */
    static Flow.Publisher<ChatModelStreamingEvent> of(ChatSettings settings, ChatRequest request) {
        return subscriber -> {
            ChatEvents events = new ChatEvents(settings.caller().model(), request, subscriber);
            subscriber.onSubscribe(events);
            settings.start(events.run, request);
        };
    }

    @Override
    public void request(long n) {
        if (n < 1) {
            run.cancel();
            waiting.clear();
            end(new IllegalArgumentException("A subscriber must request 1 or more, but has requested " + n + "."));
            return;
        }
        demand.accumulateAndGet(n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        deliver();
    }

    @Override
    public void cancel() {
        closed = true;
        run.cancel();
    }

    @Override
    public void piece(String text, StreamingHandle handle) {
        waiting.add(new PartialResponse(text));
        deliver();
    }

    @Override
    public void end(FinishedRun finished) {
        waiting.add(new CompleteResponse(
                ChatAnswer.of(finished, request.parameters().maxOutputTokens())));
        end((Throwable) null);
    }

    @Override
    public void failure(LangChain4jException failure) {
        end(failure);
    }

    private void end(@Nullable Throwable failure) {
        this.failure = failure;
        ended = true;
        deliver();
    }

    /** One thread at a time delivers; whoever comes meanwhile has it look again. */
    private void deliver() {
        if (deliveries.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            deliverRequested();
            seen = deliveries.addAndGet(-seen);
        } while (seen > 0);
    }

    private void deliverRequested() {
        while (!closed && demand.get() > 0) {
            ChatModelStreamingEvent event = waiting.poll();
            if (event == null) {
                break;
            }
            demand.decrementAndGet();
            deliver(event);
        }
        if (!closed && ended && waiting.isEmpty()) {
            closed = true;
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }

    /** A subscriber that throws gets nothing more: so say Reactive Streams. */
    private void deliver(ChatModelStreamingEvent event) {
        try {
            subscriber.onNext(event);
        } catch (RuntimeException e) {
            cancel();
            LOG.log(System.Logger.Level.WARNING, "A subscriber has failed; its run is being canceled.", e);
        }
    }
}
