package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import javax.lang.model.element.Modifier;

/** Emits a setter: one line of the runtime's {@code put}. */
final class SetterEmitter {

    private SetterEmitter() {}

    static MethodSpec emit(Types types, ClassName self, Setter setter) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(setter.name())
                .addModifiers(setter.open() ? Modifier.PUBLIC : Modifier.PRIVATE)
                .returns(self)
                .addParameter(types.parameter(setter.type(), setter.parameter(), setter.wire(), setter.limit()))
                .addStatement(put(setter));
        if (!setter.doc().isEmpty()) {
            method.addJavadoc("$L", setter.doc());
        }
        if (setter.deprecated()) {
            method.addAnnotation(Deprecated.class);
        }
        return method.build();
    }

    private static CodeBlock put(Setter setter) {
        CodeBlock wire = Literals.string(setter.wire());
        return setter.limit() == null
                ? CodeBlock.of("return put($L, $L)", wire, setter.parameter())
                : CodeBlock.of("return put($L, $L, $L)", wire, setter.parameter(), Expressions.limit(setter.limit()));
    }
}
