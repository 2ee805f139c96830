package dev.replicate4j.codegen.drift;

import java.nio.file.Path;

/**
 * A line of the user's that does not compile, or that no class can be generated for.
 *
 * @param file the source file, or the POM
 * @param line its line, from 1; 0 where it is the file as a whole
 * @param message what the compiler says of it
 */
record BrokenLine(Path file, long line, String message) {

    /** {@return file and line: two changes may break one line} */
    String position() {
        return file + ":" + line;
    }
}
