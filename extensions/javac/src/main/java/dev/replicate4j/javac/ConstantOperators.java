package dev.replicate4j.javac;

import com.sun.source.tree.Tree.Kind;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** The operators of constant expressions. All of them return null for what is no constant. */
final class ConstantOperators {

    private ConstantOperators() {}

    /** Returns a value as a number; a character is its code. */
    static Optional<Number> number(Object value) {
        if (value instanceof Character letter) {
            return Optional.of((int) letter);
        }
        return value instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /** Casts a value to a type; texts and boxed values stay what they are. */
    static @Nullable Object convert(Object value, TypeKind type) {
        Number number = number(value).orElse(null);
        if (number == null) {
            return value;
        }
        // From a decimal, the language goes to the smaller whole numbers by way of int.
        int whole = isDecimal(number) ? (int) number.doubleValue() : (int) number.longValue();
        return switch (type) {
            case BYTE -> (byte) whole;
            case SHORT -> (short) whole;
            case CHAR -> (char) whole;
            case INT -> whole;
            case LONG -> isDecimal(number) ? (long) number.doubleValue() : number.longValue();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
            default -> value;
        };
    }

    static @Nullable Object unary(Kind operator, Object operand) {
        if (operand instanceof Boolean flag) {
            return operator == Kind.LOGICAL_COMPLEMENT ? !flag : null;
        }
        return switch (operator) {
            case UNARY_PLUS -> binary(Kind.PLUS, 0, operand);
            // Minus zero is not zero minus zero.
            case UNARY_MINUS -> binary(Kind.MULTIPLY, -1, operand);
            case BITWISE_COMPLEMENT -> binary(Kind.XOR, -1, operand);
            default -> null;
        };
    }

    static @Nullable Object binary(Kind operator, Object left, Object right) {
        if (operator == Kind.PLUS && (left instanceof String || right instanceof String)) {
            return String.valueOf(left) + right;
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return logical(operator, a, b);
        }
        Number a = number(left).orElse(null);
        Number b = number(right).orElse(null);
        return a == null || b == null ? null : numeric(operator, a, b);
    }

    private static @Nullable Object logical(Kind operator, boolean a, boolean b) {
        return switch (operator) {
            case AND, CONDITIONAL_AND -> a && b;
            case OR, CONDITIONAL_OR -> a || b;
            case XOR, NOT_EQUAL_TO -> a != b;
            case EQUAL_TO -> a == b;
            default -> null;
        };
    }

    private static @Nullable Object numeric(Kind operator, Number a, Number b) {
        if (isDecimal(a) || isDecimal(b)) {
            return a instanceof Double || b instanceof Double
                    ? decimal(operator, a.doubleValue(), b.doubleValue())
                    : single(operator, a.floatValue(), b.floatValue());
        }
        boolean shift =
                operator == Kind.LEFT_SHIFT || operator == Kind.RIGHT_SHIFT || operator == Kind.UNSIGNED_RIGHT_SHIFT;
        if (a instanceof Long || (b instanceof Long && !shift)) {
            return whole(operator, a.longValue(), b.longValue());
        }
        Object result = shift
                ? shifted(operator, a.intValue(), (int) b.longValue())
                : whole(operator, a.longValue(), b.longValue());
        return result instanceof Long wide ? (Object) wide.intValue() : result;
    }

    private static boolean isDecimal(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    /** A double holds all that an operation on floats needs, so that rounding twice rounds as once. */
    private static @Nullable Object single(Kind operator, float a, float b) {
        Object result = decimal(operator, a, b);
        return result instanceof Double exact ? (Object) exact.floatValue() : result;
    }

    private static @Nullable Object decimal(Kind operator, double a, double b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
            case LESS_THAN -> a < b;
            case LESS_THAN_EQUAL -> a <= b;
            case GREATER_THAN -> a > b;
            case GREATER_THAN_EQUAL -> a >= b;
            case EQUAL_TO -> a == b;
            case NOT_EQUAL_TO -> a != b;
            default -> null;
        };
    }

    private static @Nullable Object whole(Kind operator, long a, long b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> b == 0 ? null : (Object) (a / b);
            case REMAINDER -> b == 0 ? null : (Object) (a % b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case LEFT_SHIFT -> a << b;
            case RIGHT_SHIFT -> a >> b;
            case UNSIGNED_RIGHT_SHIFT -> a >>> b;
            case LESS_THAN -> a < b;
            case LESS_THAN_EQUAL -> a <= b;
            case GREATER_THAN -> a > b;
            case GREATER_THAN_EQUAL -> a >= b;
            case EQUAL_TO -> a == b;
            case NOT_EQUAL_TO -> a != b;
            default -> null;
        };
    }

    private static @Nullable Object shifted(Kind operator, int a, int b) {
        return switch (operator) {
            case LEFT_SHIFT -> a << b;
            case RIGHT_SHIFT -> a >> b;
            default -> a >>> b;
        };
    }
}
