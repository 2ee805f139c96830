package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.replicate4j.codegen.internal.model.ModelClass.Field;
import dev.replicate4j.codegen.internal.model.ModelClass.OutputRecord;
import java.io.Serializable;
import javax.lang.model.element.Modifier;

/** Emits a nested record. */
final class RecordEmitter {

    private final Types types;
    private final Expressions expressions;

    RecordEmitter(Types types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    TypeSpec emit(OutputRecord record) {
        ClassName self = types.nested(record.name());
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        record.fields().forEach(field -> components.addParameter(types.nullable(field.type()), field.name()));
        return TypeSpec.recordBuilder(record.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(Serializable.class)
                .addJavadoc("$L", record.doc())
                .recordConstructor(components.build())
                .addField(FieldSpec.builder(Types.outputType(self), "TYPE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(decoder(self, record))
                        .build())
                .build();
    }

    private CodeBlock decoder(ClassName self, OutputRecord record) {
        CodeBlock fields = record.fields().stream().map(this::field).collect(CodeBlock.joining(",\n"));
        return CodeBlock.of("$T.object(fields -> new $T(\n$>$>$L))$<$<", Types.OUTPUT_TYPE, self, fields);
    }

    private CodeBlock field(Field field) {
        return CodeBlock.of("fields.get($L, $L)", Literals.string(field.wire()), expressions.decoder(field.decoder()));
    }
}
