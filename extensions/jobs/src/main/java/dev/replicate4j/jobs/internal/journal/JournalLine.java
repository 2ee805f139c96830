package dev.replicate4j.jobs.internal.journal;

import dev.replicate4j.jobs.internal.json.JournalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One line: a JSON object whose first member is the CRC-32C of the bytes that follow it, up to the line end. */
final class JournalLine {

    private static final byte[] BEFORE = "{\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\",".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_FROM = BEFORE.length + 8 + AFTER.length;

    private JournalLine() {}

    /** {@return the line, with its line end} */
    static byte[] encode(Map<String, @Nullable Object> json) {
        byte[] rest = JournalJson.write(json).substring(1).getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CHECKED_FROM + rest.length + 1];
        System.arraycopy(BEFORE, 0, line, 0, BEFORE.length);
        byte[] checksum = "%08x".formatted(checksum(rest, 0, rest.length)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(checksum, 0, line, BEFORE.length, checksum.length);
        System.arraycopy(AFTER, 0, line, BEFORE.length + 8, AFTER.length);
        System.arraycopy(rest, 0, line, CHECKED_FROM, rest.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Reads a line without its line end; null if it is not whole. */
    static @Nullable Map<String, @Nullable Object> decode(byte[] buffer, int from, int length, Set<String> skipped) {
        if (length <= CHECKED_FROM) {
            return null;
        }
        if (recorded(buffer, from + BEFORE.length) != checksum(buffer, from + CHECKED_FROM, length - CHECKED_FROM)) {
            return null;
        }
        return JournalJson.object(buffer, from, length, skipped);
    }

    /** {@return the checksum in eight hexadecimal digits; -1 if there are others} */
    private static long recorded(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static long checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
