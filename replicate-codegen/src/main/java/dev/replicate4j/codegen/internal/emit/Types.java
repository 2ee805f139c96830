package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.URLPath;
import dev.replicate4j.codegen.internal.model.JavaType;
import dev.replicate4j.codegen.internal.model.JavaType.Listing;
import dev.replicate4j.codegen.internal.model.JavaType.Mapping;
import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of generated code, as it names them. */
final class Types {

    private final JavaText text;

    Types(JavaText text) {
        this.text = text;
    }

    /** The type where a value is declared: primitive where it can be. */
    String plain(JavaType type) {
        if (type instanceof Simple simple) {
            return switch (simple) {
                case LONG -> "long";
                case DOUBLE -> "double";
                case BOOLEAN -> "boolean";
                default -> boxed(type);
            };
        }
        return boxed(type);
    }

    /** The type as a type argument. */
    String boxed(JavaType type) {
        if (type instanceof Nested nested) {
            return nested.name();
        }
        if (type instanceof Listing list) {
            return text.name(List.class) + "<" + argument(list.item(), list.open()) + ">";
        }
        if (type instanceof Mapping map) {
            return text.name(Map.class) + "<String, " + argument(map.value(), map.open()) + ">";
        }
        return switch ((Simple) type) {
            case STRING -> "String";
            case LONG -> "Long";
            case DOUBLE -> "Double";
            case BOOLEAN -> "Boolean";
            case PATH -> text.name(Path.class);
            case URL_PATH -> text.name(URLPath.class);
            case OBJECT -> "Object";
            case NULLABLE_OBJECT -> nullable(Simple.OBJECT);
        };
    }

    /** The type where null is allowed. */
    String nullable(JavaType type) {
        return type == Simple.NULLABLE_OBJECT ? boxed(type) : "@" + text.name(Nullable.class) + " " + boxed(type);
    }

    /** A type of the runtime, of an input and its output. */
    String ofModel(Class<?> type, String input, JavaType whole, JavaType piece) {
        return text.name(type) + arguments(input, whole, piece);
    }

    /** The type arguments of an input and its output. */
    String arguments(String input, JavaType whole, JavaType piece) {
        return "<" + input + ", " + boxed(whole) + ", " + boxed(piece) + ">";
    }

    private String argument(JavaType part, boolean open) {
        if (open && part == Simple.OBJECT) {
            return "?";
        }
        return open ? "? extends " + boxed(part) : boxed(part);
    }
}
