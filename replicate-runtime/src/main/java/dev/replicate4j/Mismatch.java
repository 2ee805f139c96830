package dev.replicate4j;

import org.jspecify.annotations.Nullable;

/** JSON that does not fit a type, on its way up to {@link OutputType#decode}; collects where it was found. */
final class Mismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String problem;

    private Mismatch(String place, String problem) {
        super(null, null, false, false);
        this.place = place;
        this.problem = problem;
    }

    static Mismatch expected(String what, @Nullable Object json) {
        return new Mismatch("", "must be " + what + ", but is " + kind(json));
    }

    /** Adds where in its parent the value was: {@code [3]} or {@code .segments}. */
    Mismatch at(String step) {
        return new Mismatch(step + place, problem);
    }

    @Override
    public String getMessage() {
        return "output" + place + " " + problem;
    }

    private static String kind(@Nullable Object json) {
        if (json == null) {
            return "null";
        }
        String text = json.toString();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return json instanceof String ? "\"" + shown + "\"" : shown;
    }
}
