package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.replicate4j.TrainingModelInput;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import javax.lang.model.element.Modifier;

/** Emits the nested class of a training's inputs. */
final class TrainingEmitter {

    private static final ClassName BASE = ClassName.get(TrainingModelInput.class);
    private static final TypeName ANYTHING = WildcardTypeName.subtypeOf(Types.OBJECT);
    private static final TypeName DEFINITION =
            ParameterizedTypeName.get(Types.DEFINITION, ANYTHING, ANYTHING, ANYTHING);

    private final Types types;
    private final Definition definition;

    TrainingEmitter(Types types, Definition definition) {
        this.types = types;
        this.definition = definition;
    }

    TypeSpec emit(InputClass input) {
        ClassName self = types.nested(input.name());
        TypeSpec.Builder type = TypeSpec.classBuilder(input.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(BASE, self))
                .addJavadoc("$L", input.doc())
                .addAnnotation(Annotations.known(definition, input.setters()))
                .addField(Types.SERIAL_VERSION)
                .addMethod(constructor());
        input.setters().forEach(setter -> type.addMethod(SetterEmitter.emit(types, self, setter)));
        return type.addMethod(definition()).addMethod(copy(self)).build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(String.class, "destination")
                .addParameter(Types.VALUES, "values")
                .addStatement("super(destination, values)")
                .build();
    }

    private static MethodSpec definition() {
        return MethodSpec.methodBuilder("definition")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(DEFINITION)
                .addStatement("return MODEL")
                .build();
    }

    private static MethodSpec copy(ClassName self) {
        return MethodSpec.methodBuilder("copy")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(self)
                .addParameter(String.class, "destination")
                .addParameter(Types.VALUES, "values")
                .addStatement("return new $T(destination, values)", self)
                .build();
    }
}
