package dev.replicate4j.jobs.internal.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times as {@link Instant#toString} writes them. The JDK's own parser takes most of the time of opening a large journal. */
final class FastInstant {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int SECONDS_OF_A_DAY = 86_400;

    private FastInstant() {}

    /**
     * Reads a time.
     *
     * @throws DateTimeException if the text is none
     */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last < FORM.length() || last > FORM.length() + 10 || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < last; i++) {
            char c = text.charAt(i);
            char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return last != FORM.length() + 1;
    }

    private static Instant plain(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int seconds = number(text, 11, 13) * 3600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            int at = FORM.length() + 1 + i;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(day * SECONDS_OF_A_DAY + seconds, nanos);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
