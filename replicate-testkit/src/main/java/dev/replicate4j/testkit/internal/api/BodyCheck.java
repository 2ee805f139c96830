package dev.replicate4j.testkit.internal.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks the members of a JSON body one by one, and refuses the body with all that is wrong. */
final class BodyCheck {

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> choices = new LinkedHashMap<>();

    /** Expects a text. */
    BodyCheck text(String name, boolean required) {
        return add(name, required, "string", value -> value instanceof String);
    }

    /** Expects one of some texts. */
    BodyCheck choice(String name, String... choices) {
        this.choices.put(name, List.of(choices));
        return text(name, true);
    }

    /** Expects a text or null. */
    BodyCheck optionalText(String name) {
        return add(name, false, "string", value -> value == null || value instanceof String);
    }

    /** Expects a whole number within bounds. */
    BodyCheck integer(String name, boolean required, long min, long max) {
        rules.put(name, new Rule(required, "integer", value -> value instanceof Long, min, max));
        return this;
    }

    private BodyCheck add(String name, boolean required, String type, Predicate<@Nullable Object> fits) {
        rules.put(name, new Rule(required, type, fits, Long.MIN_VALUE, Long.MAX_VALUE));
        return this;
    }

    /** {@return the body if all is well, else throws} */
    Map<String, @Nullable Object> check(Map<String, @Nullable Object> body) {
        List<InvalidField> wrong = new ArrayList<>();
        rules.forEach((name, rule) -> {
            if (rule.required && !body.containsKey(name)) {
                wrong.add(InvalidField.required("", name));
            }
        });
        body.forEach((name, value) -> {
            Rule rule = rules.get(name);
            if (rule == null) {
                wrong.add(InvalidField.unknown("", name));
            } else {
                rule.check(name, value, wrong);
                checkChoice(name, value, wrong);
            }
        });
        if (!wrong.isEmpty()) {
            throw ApiError.invalid(wrong);
        }
        return body;
    }

    private void checkChoice(String name, @Nullable Object value, List<InvalidField> wrong) {
        List<String> allowed = choices.get(name);
        if (allowed != null && value instanceof String text && !allowed.contains(text)) {
            wrong.add(new InvalidField(
                    "enum", name, name + " must be one of the following: \"" + String.join("\", \"", allowed) + "\""));
        }
    }

    private record Rule(boolean required, String type, Predicate<@Nullable Object> fits, long min, long max) {

        void check(String name, @Nullable Object value, List<InvalidField> wrong) {
            if (!fits.test(value)) {
                wrong.add(InvalidField.type(name, type, value));
            } else if (value instanceof Long number && number < min) {
                wrong.add(new InvalidField("number_gte", name, "Must be greater than or equal to " + min));
            } else if (value instanceof Long number && number > max) {
                wrong.add(new InvalidField("number_lte", name, "Must be less than or equal to " + max));
            }
        }
    }
}
