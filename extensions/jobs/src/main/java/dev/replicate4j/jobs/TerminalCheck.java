package dev.replicate4j.jobs;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Tells whether somebody sits at a terminal. */
final class TerminalCheck {

    private TerminalCheck() {}

    /** {@return whether the output of this process goes to a terminal} */
    @SuppressWarnings("SystemConsoleNull") // null means no terminal up to Java 21; later ones have isTerminal
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
