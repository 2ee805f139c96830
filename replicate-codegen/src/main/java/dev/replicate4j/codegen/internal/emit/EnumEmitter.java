package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.ChoiceEnum;
import dev.replicate4j.codegen.internal.model.ModelClass.Constant;
import javax.lang.model.element.Modifier;

/** Emits a nested enum. */
final class EnumEmitter {

    private EnumEmitter() {}

    static TypeSpec emit(Types types, ChoiceEnum choice) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(choice.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(Types.WIRE_VALUE)
                .addJavadoc("$L", choice.doc())
                .addField(FieldSpec.builder(types.plain(choice.value()), "wire", Modifier.PRIVATE, Modifier.FINAL)
                        .build());
        choice.constants()
                .forEach(constant -> type.addEnumConstant(
                        constant.name(),
                        TypeSpec.anonymousClassBuilder("$L", literal(choice, constant))
                                .addJavadoc("$L", constant.doc())
                                .build()));
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addParameter(types.plain(choice.value()), "wire")
                        .addStatement("this.wire = wire")
                        .build())
                .addMethod(wireValue())
                .addMethod(text(choice))
                .build();
    }

    private static CodeBlock literal(ChoiceEnum choice, Constant constant) {
        return choice.value() == Simple.OBJECT ? Literals.boxed(constant.wire()) : Literals.of(constant.wire());
    }

    private static MethodSpec wireValue() {
        return MethodSpec.methodBuilder("wireValue")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addStatement("return wire")
                .build();
    }

    private static MethodSpec text(ChoiceEnum choice) {
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement(choice.value() == Simple.STRING ? "return wire" : "return String.valueOf(wire)")
                .build();
    }
}
