package dev.replicate4j.bench.stub;

/** Writes predictions in the shape and size of the real API's. */
final class StubPredictions {
    private static final String VERSION = "0123456789abcdef".repeat(4);

    private final String base;

    StubPredictions(String base) {
        this.base = base;
    }

    String json(Kind kind, String id, long elapsedNanos) {
        boolean done = elapsedNanos >= kind.durationNanos();
        StringBuilder json = new StringBuilder(768)
                .append("{\"id\":\"")
                .append(id)
                .append("\",\"model\":\"bench/")
                .append(kind.name())
                .append("\",\"version\":\"")
                .append(VERSION)
                .append("\",\"input\":{\"prompt\":\"a cat wearing an amusing hat\",\"seed\":42},\"logs\":\"\"");
        if (done || kind.streams()) {
            json.append(",\"output\":");
            output(json, kind, elapsedNanos);
        }
        json.append(",\"data_removed\":false,\"error\":null,\"status\":\"")
                .append(done ? "succeeded" : "processing")
                .append("\",\"created_at\":\"2026-01-01T00:00:00.123Z\"");
        if (done) {
            json.append(",\"started_at\":\"2026-01-01T00:00:00.2Z\",\"completed_at\":\"2026-01-01T00:00:01.2Z\"")
                    .append(",\"metrics\":{\"predict_time\":")
                    .append(Answers.seconds(kind.durationNanos()))
                    .append('}');
        }
        return urls(json, kind, id).append('}').toString();
    }

    private StringBuilder urls(StringBuilder json, Kind kind, String id) {
        String get = base + "/v1/predictions/" + id;
        json.append(",\"urls\":{\"cancel\":\"")
                .append(get)
                .append("/cancel\",\"get\":\"")
                .append(get);
        if (kind.streams()) {
            json.append("\",\"stream\":\"").append(base).append("/stream/").append(id);
        }
        return json.append("\",\"web\":\"")
                .append(base)
                .append("/p/")
                .append(id)
                .append("\"}");
    }

    private void output(StringBuilder json, Kind kind, long elapsedNanos) {
        if (!kind.streams()) {
            json.append("[\"").append(base).append("/file/1024/out-0.png\"]");
            return;
        }
        json.append('[');
        int count = kind.tokensAfter(elapsedNanos);
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(Events.token(i)).append('"');
        }
        json.append(']');
    }
}
