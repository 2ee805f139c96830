package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.replicate4j.TrainingModelInput;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Emits a nested class of inputs, of a model or of its training. */
final class InputEmitter {

    private static final ParameterSpec VALUES =
            ParameterSpec.builder(Types.VALUES, "values").build();
    private static final ParameterSpec DESTINATION =
            ParameterSpec.builder(String.class, "destination").build();
    private static final TypeName ANYTHING = WildcardTypeName.subtypeOf(Types.OBJECT);
    private static final TypeName ANY_DEFINITION =
            ParameterizedTypeName.get(Types.DEFINITION, ANYTHING, ANYTHING, ANYTHING);

    private final Types types;
    private final Definition definition;

    InputEmitter(Types types, Definition definition) {
        this.types = types;
        this.definition = definition;
    }

    TypeSpec emit(InputClass input) {
        ClassName self = types.nested(input.name());
        return emit(input, types.modelInput(self, definition), types.definition(self, definition), List.of(VALUES));
    }

    /** A training also has a destination, and says nothing of the model's own types. */
    TypeSpec emitTraining(InputClass input) {
        TypeName parent =
                ParameterizedTypeName.get(ClassName.get(TrainingModelInput.class), types.nested(input.name()));
        return emit(input, parent, ANY_DEFINITION, List.of(DESTINATION, VALUES));
    }

    private TypeSpec emit(InputClass input, TypeName parent, TypeName defined, List<ParameterSpec> parameters) {
        ClassName self = types.nested(input.name());
        String arguments = parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        TypeSpec.Builder type = TypeSpec.classBuilder(input.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(parent)
                .addJavadoc("$L", input.doc())
                .addAnnotation(Annotations.known(definition, input.setters()))
                .addField(Types.SERIAL_VERSION)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameters(parameters)
                        .addStatement("super($L)", arguments)
                        .build());
        input.setters().forEach(setter -> type.addMethod(SetterEmitter.emit(types, self, setter)));
        return type.addMethod(overriding("definition", defined)
                        .addStatement("return MODEL")
                        .build())
                .addMethod(overriding("copy", self)
                        .addParameters(parameters)
                        .addStatement("return new $T($L)", self, arguments)
                        .build())
                .build();
    }

    private static MethodSpec.Builder overriding(String name, TypeName returned) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(returned);
    }
}
