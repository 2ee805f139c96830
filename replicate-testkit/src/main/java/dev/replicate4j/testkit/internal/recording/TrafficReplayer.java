package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.EventStreamWriter;
import dev.replicate4j.testkit.internal.http.RangeRequests;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers requests from a recording. Equal calls get the recorded replies in turn; reads get the last one again. */
final class TrafficReplayer implements Traffic {

    private final Path file;
    private final RecordedUrls urls;
    private final CallReader calls;
    private final List<RecordedExchange> exchanges;
    private final Map<String, Deque<RecordedExchange>> byCall = new HashMap<>();
    private final Map<String, ReplayedRun> runs = new HashMap<>();
    private final Map<String, ReplayedRun> streams = new HashMap<>();

    TrafficReplayer(RecordingFile recording, RecordedUrls urls, CallReader calls) {
        this.file = recording.file();
        this.urls = urls;
        this.calls = calls;
        this.exchanges = recording.read();
        for (RecordedExchange exchange : exchanges) {
            byCall.computeIfAbsent(exchange.call().key(), key -> new ArrayDeque<>())
                    .add(exchange);
            if (exchange.call().isCreate() && exchange.reply().members().get("id") instanceof String id) {
                addRun(id, new ReplayedRun(exchange));
            }
        }
    }

    private void addRun(String id, ReplayedRun run) {
        runs.put(id, run);
        run.streamUrls().forEach(url -> streams.put(url, run));
    }

    @Override
    public CompletionStage<ServerReply> handle(ServerRequest request) {
        RecordedCall call = calls.read(request);
        ReplayedRun stream = streams.get(call.url());
        if (stream != null) {
            String lastId = request.header("Last-Event-ID");
            return CompletableFuture.completedFuture(ServerReply.events(writer -> send(stream, lastId, writer)));
        }
        return CompletableFuture.completedFuture(RangeRequests.apply(request, reply(call)));
    }

    private ServerReply reply(RecordedCall call) {
        ReplayedRun run = runs.get(call.runId());
        if (run != null) {
            Map<String, @Nullable Object> state = call.isCancel() ? run.cancel() : run.next();
            return ServerReply.jsonLine(200, urls.toClient(state));
        }
        RecordedExchange exchange = take(call);
        return exchange == null ? notRecorded(call) : exchange.reply().toClient(urls);
    }

    private synchronized @Nullable RecordedExchange take(RecordedCall call) {
        Deque<RecordedExchange> recorded = byCall.get(call.key());
        if (recorded == null || recorded.isEmpty()) {
            return null;
        }
        return call.isRead() && recorded.size() == 1 ? recorded.peek() : recorded.poll();
    }

    private void send(ReplayedRun run, @Nullable String lastId, EventStreamWriter writer) {
        writer.send(": hi\n\n");
        for (StreamEvent event : run.eventsAfter(lastId)) {
            writer.send(new StreamEvent(event.id(), event.name(), urls.toClient(event.data())).wire());
        }
        run.finish();
        writer.close();
    }

    private ServerReply notRecorded(RecordedCall call) {
        StringBuilder detail = new StringBuilder(
                "This call is not in the recording " + file + ":\n  " + call.method() + " " + call.url() + "\n");
        if (byCall.containsKey(call.key())) {
            detail.append("It was recorded, but fewer times than it is made now.\n");
        } else if (exchanges.isEmpty()) {
            detail.append("Nothing has been recorded yet.\n");
        } else {
            List<String> nearest = exchanges.stream()
                    .map(exchange -> exchange.call().differences(call))
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow();
            detail.append("The nearest recorded call differs:\n  ")
                    .append(String.join("\n  ", nearest))
                    .append('\n');
        }
        detail.append("To record anew, delete the file and run the test with @AllowSpending and REPLICATE_API_TOKEN.");
        return ServerReply.json(
                400, ServerJson.object("title", "Not recorded", "detail", detail.toString(), "status", 400));
    }

    @Override
    public void discard() {}

    @Override
    public void close() {}
}
