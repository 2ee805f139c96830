package dev.replicate4j.testkit.internal.run;

/** How a run ends unless it is canceled. */
public sealed interface RunOutcome {

    /** With the output made so far. */
    record Succeeded() implements RunOutcome {}

    /** With an error; what was made so far stays. */
    record Failed(String error) implements RunOutcome {}

    /** As if its user had canceled it. */
    record Canceled() implements RunOutcome {}

    /** Before the model began. */
    record Aborted() implements RunOutcome {}

    /** Not by itself. */
    record Never() implements RunOutcome {}
}
