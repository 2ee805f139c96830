package dev.replicate4j.codegen.internal.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the version of Cog tells of a schema. */
final class CogVersion {

    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    private CogVersion() {}

    /**
     * Tells whether the version, where it can be read at all, is below 0.3.9: such a Cog does not mark iterators, and every list
     * may be one.
     */
    static boolean marksNoIterators(@Nullable String version) {
        Matcher numbers = NUMBERS.matcher(version == null ? "" : version.strip());
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        int patch = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        return major == 0 && (minor < 3 || (minor == 3 && patch < 9));
    }
}
