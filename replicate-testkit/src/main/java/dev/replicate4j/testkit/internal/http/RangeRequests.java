package dev.replicate4j.testkit.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests for a part of a file. */
public final class RangeRequests {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private RangeRequests() {}

    /** {@return the part that the request asks for; the whole reply where it asks for none that is understood} */
    public static ServerReply apply(ServerRequest request, ServerReply whole) {
        ServerReply reply = whole.header("Accept-Ranges", "bytes");
        Matcher matcher = RANGE.matcher(orEmpty(request.header("Range")));
        if (!matcher.matches()) {
            return reply;
        }
        long length = whole.body().length();
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(matcher.group(2)));
        if (from > to) {
            return ServerReply.empty(416).header("Content-Range", "bytes */" + length);
        }
        return new ServerReply(206, reply.headers(), new Part(whole.body(), from, to - from + 1), null, null)
                .header("Content-Range", "bytes " + from + "-" + to + "/" + length);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private record Part(ReplyBody whole, long from, long length) implements ReplyBody {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            whole.writeTo(new Window(out, from, length));
        }
    }

    /** Passes on only the bytes of the part. */
    private static final class Window extends FilterOutputStream {

        private long toSkip;
        private long toPass;

        Window(OutputStream out, long toSkip, long toPass) {
            super(out);
            this.toSkip = toSkip;
            this.toPass = toPass;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int skipped = (int) Math.min(toSkip, length);
            int passed = (int) Math.min(toPass, length - skipped);
            toSkip -= skipped;
            toPass -= passed;
            out.write(bytes, offset + skipped, passed);
        }
    }
}
