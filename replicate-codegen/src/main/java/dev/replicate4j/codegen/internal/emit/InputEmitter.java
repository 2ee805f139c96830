package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import javax.lang.model.element.Modifier;

/** Emits a nested class of inputs. */
final class InputEmitter {

    private final Types types;
    private final Definition definition;

    InputEmitter(Types types, Definition definition) {
        this.types = types;
        this.definition = definition;
    }

    TypeSpec emit(InputClass input) {
        ClassName self = types.nested(input.name());
        TypeSpec.Builder type = TypeSpec.classBuilder(input.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(types.modelInput(self, definition))
                .addJavadoc("$L", input.doc())
                .addAnnotation(Annotations.known(definition, input.setters()))
                .addField(Types.SERIAL_VERSION)
                .addMethod(constructor());
        input.setters().forEach(setter -> type.addMethod(SetterEmitter.emit(types, self, setter)));
        return type.addMethod(definition(self)).addMethod(copy(self)).build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(Types.VALUES, "values")
                .addStatement("super(values)")
                .build();
    }

    private MethodSpec definition(ClassName self) {
        return MethodSpec.methodBuilder("definition")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(types.definition(self, definition))
                .addStatement("return MODEL")
                .build();
    }

    private static MethodSpec copy(ClassName self) {
        return MethodSpec.methodBuilder("copy")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(self)
                .addParameter(Types.VALUES, "values")
                .addStatement("return new $T(values)", self)
                .build();
    }
}
