package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import javax.lang.model.element.Modifier;

/** Writes a nested class of inputs. */
final class InputEmitter {

    static final TypeName VALUES = ParameterizedTypeName.get(Types.MAP, Types.STRING, Types.OBJECT);

    private final Types types;
    private final Definition definition;

    InputEmitter(Types types, Definition definition) {
        this.types = types;
        this.definition = definition;
    }

    TypeSpec emit(InputClass input) {
        TypeName self = types.nested(input.name());
        TypeSpec.Builder type = TypeSpec.classBuilder(input.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(types.modelInput(self, definition.whole(), definition.piece()))
                .addJavadoc("$L", input.doc())
                .addField(FieldSpec.builder(
                                TypeName.LONG, "serialVersionUID", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("1L")
                        .build())
                .addMethod(constructor());
        input.setters().forEach(setter -> type.addMethod(SetterEmitter.emit(types, self, setter)));
        return type.addMethod(definition(self)).addMethod(copy(self)).build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(VALUES, "values")
                .addStatement("super(values)")
                .build();
    }

    private MethodSpec definition(TypeName self) {
        return MethodSpec.methodBuilder("definition")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(types.definition(self, definition.whole(), definition.piece()))
                .addStatement("return MODEL")
                .build();
    }

    private static MethodSpec copy(TypeName self) {
        return MethodSpec.methodBuilder("copy")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(self)
                .addParameter(VALUES, "values")
                .addStatement("return new $T(values)", self)
                .build();
    }
}
