package dev.replicate4j.testkit.internal.run;

/** How a run ends that nobody cancels. */
public sealed interface Ending {

    /** With the output made so far. */
    record Succeeded() implements Ending {}

    /** With an error; what was made so far stays. */
    record Failed(String error) implements Ending {}

    /** As if its user had canceled it. */
    record Canceled() implements Ending {}

    /** Before the model began. */
    record Aborted() implements Ending {}

    /** Not by itself. */
    record Never() implements Ending {}
}
