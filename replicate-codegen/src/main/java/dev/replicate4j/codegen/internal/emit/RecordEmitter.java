package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.OutputType;
import dev.replicate4j.codegen.internal.model.ModelClass.Field;
import dev.replicate4j.codegen.internal.model.ModelClass.OutputRecord;
import java.io.Serializable;
import java.util.stream.Collectors;

/** Writes a nested record. */
final class RecordEmitter {

    private final JavaText text;
    private final Types types;
    private final Expressions expressions;

    RecordEmitter(JavaText text) {
        this.text = text;
        this.types = new Types(text);
        this.expressions = new Expressions(text);
    }

    void emit(OutputRecord record) {
        String self = record.name();
        text.openRecord(
                record.doc(),
                "public record " + self,
                record.fields().stream()
                        .map(field -> types.nullable(field.type()) + " " + field.name())
                        .toList(),
                " implements " + text.name(Serializable.class));
        String outputType = text.name(OutputType.class);
        text.field(
                "",
                "static final " + outputType + "<" + self + ", " + self + "> TYPE = " + outputType
                        + ".object(fields -> new " + self
                        + record.fields().stream().map(this::field).collect(Collectors.joining(",\n", "(\n", "));")));
        text.close();
    }

    private String field(Field field) {
        return "fields.get(" + Literals.string(field.wire()) + ", " + expressions.decoder(field.decoder()) + ")";
    }
}
