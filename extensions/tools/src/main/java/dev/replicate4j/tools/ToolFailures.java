package dev.replicate4j.tools;

import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.PaymentRequiredException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.jobs.JobOutcome;
import dev.replicate4j.jobs.UnknownRunException;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.tools.internal.schema.AuthorText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words that a language model can act on why a call has no output. */
final class ToolFailures {

    private static final int LONGEST = 1_000;

    private ToolFailures() {}

    static ToolResult invalid(ModelTool tool, List<String> problems) {
        return ToolResult.error(
                "The arguments of " + tool.name() + " are wrong; nothing was run and nothing was paid. Correct them and"
                        + " call again:\n- " + String.join("\n- ", problems),
                null);
    }

    /** {@return the answer to a call that has ended without an output} */
    static ToolResult of(ModelTool tool, JobOutcome<?> outcome) {
        String id = outcome.predictionId().orElse(null);
        RuntimeException failure = outcome.failure();
        return ToolResult.error(
                switch (outcome.state()) {
                    case DONE, FAILED -> failed(tool, id, failure);
                    case LOST ->
                        "Run " + id + " of " + tool.model() + " was paid, but its files were gone before they could be"
                                + " fetched. " + again(tool);
                    case UNKNOWN, SKIPPED -> unknown(tool, failure);
                    case PENDING ->
                        "Run " + id + " of " + tool.model() + " was started, but its result could not be fetched: "
                                + message(failure) + " Call get_run with its run_id later.";
                    case NOT_BEGUN ->
                        "Nothing was run and nothing was paid: " + message(failure)
                                + " Do not try again; tell the user.";
                },
                id);
    }

    private static String failed(ModelTool tool, @Nullable String id, @Nullable RuntimeException failure) {
        if (failure instanceof ModelException model) {
            String said = AuthorText.quoted(model.prediction().error().orElse("no reason"), LONGEST);
            return "Run " + id + " of " + tool.model() + " ended with the status \"" + model.status()
                    + "\". The model says: " + said + ". What has run may have been paid. If the arguments are to"
                    + " blame, change them and call again. " + again(tool);
        }
        if (failure instanceof ValidationException) {
            return "Replicate has refused the arguments; nothing was paid: " + message(failure)
                    + " Change the arguments and call again.";
        }
        if (failure instanceof PaymentRequiredException || failure instanceof AuthenticationException) {
            return "Replicate has refused the call; nothing was paid: " + message(failure) + " Tell the user.";
        }
        return tool.model() + " could not be called: " + message(failure) + " " + again(tool);
    }

    private static String unknown(ModelTool tool, @Nullable RuntimeException failure) {
        String ids = failure instanceof UnknownRunException unknown
                        && !unknown.candidates().isEmpty()
                ? " It may be one of these: " + String.join(", ", unknown.candidates()) + "; get_run returns them."
                : "";
        return "Nobody can tell whether " + tool.model() + " was run and paid: the answer to the request was lost."
                + ids + " Ask the user before you call it again with " + tool.again() + ": true.";
    }

    private static String again(ModelTool tool) {
        return "The same arguments return this answer again, unless " + tool.again()
                + " is true, which makes and pays for another run.";
    }

    /** {@return a message as it may be shown: on one line, and not endless} */
    static String message(@Nullable Throwable failure) {
        return Optional.ofNullable(failure)
                .map(Throwable::getMessage)
                .map(text -> AuthorText.clean(text, LONGEST))
                .orElse("no reason is known.");
    }
}
