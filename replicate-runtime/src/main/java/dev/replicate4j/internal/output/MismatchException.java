package dev.replicate4j.internal.output;

import org.jspecify.annotations.Nullable;

/** JSON that does not fit a type; collects where it was found on its way up to {@link OutputDecoder}. */
public final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String problem;

    private MismatchException(String place, String problem) {
        super(null, null, false, false);
        this.place = place;
        this.problem = problem;
    }

    /** Makes the exception for JSON that should have been something else. */
    public static MismatchException expected(String what, @Nullable Object json) {
        return new MismatchException("", "must be " + what + ", but is " + kind(json));
    }

    /** Adds where in its parent the value was: {@code [3]} or {@code .segments}. */
    public MismatchException at(String step) {
        return new MismatchException(step + place, problem);
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
