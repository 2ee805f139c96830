package dev.replicate4j.testkit.internal.run;

import java.util.function.Consumer;

/** Decides what a run does. */
@FunctionalInterface
public interface Answers {

    /** Gives the script to the taker, at once or later, from any thread. */
    void answer(Run run, Consumer<Script> taker);
}
