package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.WireValue;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.ChoiceEnum;
import dev.replicate4j.codegen.internal.model.ModelClass.Constant;
import java.util.Iterator;
import java.util.List;

/** Writes a nested enum. */
final class EnumEmitter {

    private final JavaText text;
    private final Types types;

    EnumEmitter(JavaText text) {
        this.text = text;
        this.types = new Types(text);
    }

    void emit(ChoiceEnum choice) {
        text.open(choice.doc(), "public enum " + choice.name() + " implements " + text.name(WireValue.class));
        for (Iterator<Constant> rest = choice.constants().iterator(); rest.hasNext(); ) {
            Constant constant = rest.next();
            text.constant(
                    constant.doc(),
                    constant.name() + "(" + literal(choice, constant) + ")" + (rest.hasNext() ? "," : ";"));
        }
        String wire = types.plain(choice.value()) + " wire";
        String shown = choice.value() == Simple.STRING ? "return wire;" : "return String.valueOf(wire);";
        text.field("", "private final " + wire + ";");
        text.method("", choice.name(), List.of(wire), "this.wire = wire;");
        text.method("", "@Override public Object wireValue", List.of(), "return wire;");
        text.method("", "@Override public String toString", List.of(), shown);
        text.close();
    }

    private static String literal(ChoiceEnum choice, Constant constant) {
        return choice.value() == Simple.OBJECT ? Literals.boxed(constant.wire()) : Literals.of(constant.wire());
    }
}
