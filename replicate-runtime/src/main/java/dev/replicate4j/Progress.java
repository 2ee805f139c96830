package dev.replicate4j;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a model has come, as a progress bar in its logs says: {@code  42%|####      | 21/50 [00:03<00:04]}.
 *
 * @param percent 0 to 100, as printed; may be less exact than the two counts
 * @param current how many steps are done
 * @param total how many steps there are
 */
public record Progress(int percent, long current, long total) {

    /** The form of Python's tqdm, with or without a description before it. */
    private static final Pattern BAR = Pattern.compile("(?:^|\\s)(\\d{1,3})%\\s*\\|.*?\\|\\s*(\\d+)/(\\d+)");

    /** Returns the newest bar; a redrawn bar begins after a carriage return rather than on a new line. */
    static Optional<Progress> in(String logs) {
        String[] lines = logs.split("[\\r\\n]+", -1);
        for (int i = lines.length - 1; i >= 0; i--) {
            Matcher bar = BAR.matcher(lines[i]);
            if (bar.find() && bar.group(2).length() < 19 && bar.group(3).length() < 19) {
                return Optional.of(new Progress(
                        Integer.parseInt(bar.group(1)), Long.parseLong(bar.group(2)), Long.parseLong(bar.group(3))));
            }
        }
        return Optional.empty();
    }
}
