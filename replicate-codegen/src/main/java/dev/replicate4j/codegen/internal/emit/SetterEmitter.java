package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import java.util.List;

/** Writes a setter: one line of the runtime's {@code put}. */
final class SetterEmitter {

    private final JavaText text;
    private final Types types;
    private final Expressions expressions;

    SetterEmitter(JavaText text) {
        this.text = text;
        this.types = new Types(text);
        this.expressions = new Expressions(text);
    }

    void emit(String self, Setter setter) {
        String limit = setter.limit() == null ? "" : ", " + expressions.limit(setter.limit());
        text.method(
                setter.doc(),
                (setter.deprecated() ? "@Deprecated " : "") + (setter.open() ? "public " : "private ") + self + " "
                        + setter.name(),
                List.of(types.plain(setter.type()) + " " + setter.parameter()),
                "return put(" + Literals.string(setter.wire()) + ", " + setter.parameter() + limit + ");");
    }
}
