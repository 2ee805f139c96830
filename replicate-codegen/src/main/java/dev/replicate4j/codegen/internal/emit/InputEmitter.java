package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import java.util.List;
import java.util.Map;

/** Writes a nested class of inputs. */
final class InputEmitter {

    private final JavaText text;
    private final Types types;
    private final SetterEmitter setters;

    InputEmitter(JavaText text) {
        this.text = text;
        this.types = new Types(text);
        this.setters = new SetterEmitter(text);
    }

    void emit(InputClass input, Definition model) {
        String self = input.name();
        List<String> values = List.of(text.name(Map.class) + "<String, Object> values");
        text.open(
                input.doc(),
                "public static final class " + self + " extends "
                        + types.ofModel(ModelInput.class, self, model.whole(), model.piece()));
        text.field("", "private static final long serialVersionUID = 1L;");
        text.method("", "private " + self, values, "super(values);");
        input.setters().forEach(setter -> setters.emit(self, setter));
        String definition = types.ofModel(ModelDefinition.class, self, model.whole(), model.piece());
        text.method("", "@Override protected " + definition + " definition", List.of(), "return MODEL;");
        text.method("", "@Override protected " + self + " copy", values, "return new " + self + "(values);");
        text.close();
    }
}
