package dev.replicate4j.jobs;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Makes names of files and folders of any text: readable, legal on every system, and different for different texts. */
final class SafeName {

    private static final int LONGEST = 80;

    /** A disk of another machine, or this one under another locale, may take ASCII alone. */
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._ =+@-]");

    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?|[. ].*|.*[. ]|");

    private SafeName() {}

    /** {@return the name of a folder for a key} */
    static String of(String key) {
        String legal = ILLEGAL.matcher(key).replaceAll("_");
        String cut = legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
        boolean unchanged = cut.equals(key) && !RESERVED.matcher(cut).matches();
        // Where letter case makes no difference, two keys must not meet in one folder.
        boolean plain = key.chars().noneMatch(Character::isUpperCase);
        String safe = RESERVED.matcher(cut).matches() ? "_" + cut.strip().replaceAll("[. ]+$", "_") : cut;
        return unchanged && plain ? cut : safe + "~" + hash(key);
    }

    /** {@return the name of a file, which need not be told from others} */
    static String file(String name) {
        String legal = ILLEGAL.matcher(name).replaceAll("_");
        return legal.length() > LONGEST ? legal.substring(legal.length() - LONGEST) : legal;
    }

    private static String hash(String key) {
        byte[] digest = DigestedInput.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 4);
    }
}
