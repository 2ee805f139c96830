package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.URLPath;
import dev.replicate4j.codegen.internal.model.JavaType;
import dev.replicate4j.codegen.internal.model.JavaType.Listing;
import dev.replicate4j.codegen.internal.model.JavaType.Mapping;
import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.OrNull;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.Limit;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.model.WireValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The types of generated code, as JavaPoet names them. */
final class Types {

    static final ClassName BOUNDS = ClassName.get(Bounds.class);
    static final ClassName DEFINITION = ClassName.get(ModelDefinition.class);
    static final ClassName LIST = ClassName.get(List.class);
    static final ClassName MAP = ClassName.get(Map.class);
    static final ClassName OBJECT = ClassName.get(Object.class);
    static final ClassName OUTPUT_TYPE = ClassName.get(OutputType.class);
    static final ClassName URL_PATH = ClassName.get(URLPath.class);
    static final ClassName WIRE_VALUE = ClassName.get(WireValue.class);

    /** Type of the inputs that are set, by wire name. */
    static final TypeName VALUES = ParameterizedTypeName.get(MAP, ClassName.get(String.class), OBJECT);

    static final FieldSpec SERIAL_VERSION = FieldSpec.builder(
                    TypeName.LONG, "serialVersionUID", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("1L")
            .build();

    private static final ClassName STRING = ClassName.get(String.class);
    private static final ClassName MODEL_INPUT = ClassName.get(ModelInput.class);
    private static final ClassName OUTPUT_ITERATOR = ClassName.get(OutputIterator.class);
    private static final ClassName OPERATOR = ClassName.get(UnaryOperator.class);
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Nullable.class).build();

    private final ClassName owner;

    Types(ClassName owner) {
        this.owner = owner;
    }

    ClassName nested(String name) {
        return owner.nestedClass(name);
    }

    /** The type where a value is declared: primitive where it can be. */
    TypeName plain(JavaType type) {
        if (type instanceof Simple simple) {
            return switch (simple) {
                case LONG -> TypeName.LONG;
                case DOUBLE -> TypeName.DOUBLE;
                case BOOLEAN -> TypeName.BOOLEAN;
                default -> boxed(type);
            };
        }
        return boxed(type);
    }

    /** A parameter that passes a value to a setter, with what the setter checks. */
    ParameterSpec parameter(JavaType type, String name, String wire, @Nullable Limit limit) {
        ParameterSpec.Builder parameter = ParameterSpec.builder(plain(type), name);
        if (limit != null) {
            parameter.addAnnotations(Annotations.bounds(wire, limit));
        }
        return parameter.build();
    }

    /** The type as a type argument. */
    TypeName boxed(JavaType type) {
        if (type instanceof OrNull nullable) {
            return boxed(nullable.type()).annotated(NULLABLE);
        }
        if (type instanceof Nested nested) {
            return nested(nested.name());
        }
        if (type instanceof Listing list) {
            return ParameterizedTypeName.get(LIST, argument(list.item(), list.open()));
        }
        if (type instanceof Mapping map) {
            return ParameterizedTypeName.get(MAP, STRING, argument(map.value(), map.open()));
        }
        return switch ((Simple) type) {
            case STRING -> STRING;
            case LONG -> TypeName.LONG.box();
            case DOUBLE -> TypeName.DOUBLE.box();
            case BOOLEAN -> TypeName.BOOLEAN.box();
            case PATH -> ClassName.get(Path.class);
            case URL_PATH -> URL_PATH;
            case OBJECT -> OBJECT;
        };
    }

    /** The type where null is allowed. */
    TypeName nullable(JavaType type) {
        TypeName boxed = boxed(type);
        return boxed.isAnnotated() ? boxed : boxed.annotated(NULLABLE);
    }

    TypeName definition(ClassName input, Definition model) {
        return ParameterizedTypeName.get(DEFINITION, input, boxed(model.whole()), boxed(model.piece()));
    }

    TypeName modelInput(ClassName input, Definition model) {
        return ParameterizedTypeName.get(MODEL_INPUT, input, boxed(model.whole()), boxed(model.piece()));
    }

    TypeName iterator(JavaType piece) {
        return ParameterizedTypeName.get(OUTPUT_ITERATOR, boxed(piece));
    }

    static TypeName operator(ClassName type) {
        return ParameterizedTypeName.get(OPERATOR, type);
    }

    static TypeName outputType(ClassName type) {
        return ParameterizedTypeName.get(OUTPUT_TYPE, type, type);
    }

    private TypeName argument(JavaType part, boolean open) {
        return open ? WildcardTypeName.subtypeOf(boxed(part)) : boxed(part);
    }
}
