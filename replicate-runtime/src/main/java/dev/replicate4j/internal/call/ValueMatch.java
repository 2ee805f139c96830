package dev.replicate4j.internal.call;

import static dev.replicate4j.internal.call.PredictionMatch.DIFFERENT;
import static dev.replicate4j.internal.call.PredictionMatch.EQUAL;
import static dev.replicate4j.internal.call.PredictionMatch.UNCERTAIN;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the value of an input as it was sent with the value that the API shows. */
final class ValueMatch {

    /** Numbers may be rounded to six digits, as a 32-bit float has them. */
    private static final double ROUNDING = 1e-5;

    /** Longer lists are not compared in each order. */
    private static final int LONG_LIST = 500;

    private ValueMatch() {}

    /** A name more than was sent may be a default that the API has added, one less a null that it has dropped. */
    static PredictionMatch fields(Map<?, ?> sent, Map<?, ?> shown) {
        Set<?> names = sent.keySet();
        if (!names.containsAll(shown.keySet()) && !shown.keySet().containsAll(names)) {
            return DIFFERENT;
        }
        PredictionMatch all = names.equals(shown.keySet()) ? EQUAL : UNCERTAIN;
        for (Map.Entry<?, ?> field : sent.entrySet()) {
            if (all != DIFFERENT && shown.containsKey(field.getKey())) {
                all = all.and(value(field.getValue(), shown.get(field.getKey())));
            }
        }
        return all;
    }

    static PredictionMatch value(@Nullable Object sent, @Nullable Object shown) {
        if (sent == null || shown == null) {
            return sent == null && shown == null
                    ? EQUAL
                    : UNCERTAIN; // removed, masked, or a default in the place of null
        }
        if (sent instanceof Map<?, ?> a && shown instanceof Map<?, ?> b) {
            return fields(a, b);
        }
        if (sent instanceof Collection<?> || shown instanceof Collection<?>) {
            return items(list(sent), list(shown)).and(kind(sent, shown));
        }
        if (sent instanceof Map<?, ?> || shown instanceof Map<?, ?>) {
            return UNCERTAIN; // an object as the text of its JSON, or a file as an object
        }
        return scalar(sent, shown);
    }

    private static PredictionMatch kind(Object sent, Object shown) {
        boolean same = sent instanceof Collection<?> && shown instanceof Collection<?>;
        return same ? EQUAL : UNCERTAIN;
    }

    private static List<?> list(Object value) {
        return value instanceof Collection<?> items ? new ArrayList<>(items) : List.of(value);
    }

    /** Sets have no order, and long lists may be shown in part. */
    private static PredictionMatch items(List<?> sent, List<?> shown) {
        PredictionMatch all = sent.size() == shown.size() ? EQUAL : UNCERTAIN;
        Iterator<?> other = sent.iterator();
        for (Object item : shown) {
            all = other.hasNext() ? all.and(value(other.next(), item)) : DIFFERENT;
        }
        return all == DIFFERENT && isWithin(sent, shown) ? UNCERTAIN : all;
    }

    private static boolean isWithin(List<?> sent, List<?> shown) {
        if (shown.size() > sent.size() || sent.size() > LONG_LIST) {
            return shown.size() <= sent.size();
        }
        List<?> left = new ArrayList<>(sent);
        List<?> more = new ArrayList<>(shown);
        more.removeIf(item -> removeMatch(left, item, EQUAL));
        more.removeIf(item -> removeMatch(left, item, UNCERTAIN));
        return more.isEmpty();
    }

    private static boolean removeMatch(List<?> left, @Nullable Object item, PredictionMatch match) {
        for (int i = 0; i < left.size(); i++) {
            if (value(left.get(i), item) == match) {
                left.remove(i);
                return true;
            }
        }
        return false;
    }

    private static PredictionMatch scalar(Object sent, Object shown) {
        if (sent instanceof Number a && shown instanceof Number b) {
            return number(decimal(a.toString()), decimal(b.toString()));
        }
        if (sent instanceof CharSequence && shown instanceof CharSequence) {
            return TextMatch.of(sent.toString(), shown.toString());
        }
        if (sent.equals(shown)) {
            return EQUAL;
        }
        // One kind in place of another: "1024" and 1024, true and "True" or 1, a masked or shortened number.
        BigDecimal a = decimal(digits(sent));
        BigDecimal b = decimal(digits(shown));
        PredictionMatch inNumbers = a == null || b == null ? DIFFERENT : number(a, b);
        return inNumbers == DIFFERENT ? TextMatch.of(sent.toString(), shown.toString()) : UNCERTAIN;
    }

    private static String digits(Object value) {
        return value instanceof Boolean bool
                ? bool ? "1" : "0"
                : value.toString().strip();
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // a text that is no number
        }
    }

    private static PredictionMatch number(@Nullable BigDecimal sent, @Nullable BigDecimal shown) {
        if (sent == null || shown == null) {
            return UNCERTAIN;
        }
        if (sent.compareTo(shown) == 0) {
            return EQUAL;
        }
        return isRounded(sent, shown) ? UNCERTAIN : DIFFERENT;
    }

    private static boolean isRounded(BigDecimal sent, BigDecimal shown) {
        double a = sent.doubleValue();
        double b = shown.doubleValue();
        if (isInteger(sent) && isInteger(shown)) {
            return a == b || sent.floatValue() == b;
        }
        return Math.abs(a - b) <= Math.abs(a) * ROUNDING;
    }

    private static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
