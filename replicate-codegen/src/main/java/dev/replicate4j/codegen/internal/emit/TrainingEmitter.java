package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.TrainingModelInput;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import java.util.List;
import java.util.Map;

/** Writes the nested class of a training's inputs. */
final class TrainingEmitter {

    private final JavaText text;
    private final SetterEmitter setters;

    TrainingEmitter(JavaText text) {
        this.text = text;
        this.setters = new SetterEmitter(text);
    }

    void emit(InputClass input) {
        String self = input.name();
        List<String> values = List.of("String destination", text.name(Map.class) + "<String, Object> values");
        text.open(
                input.doc(),
                "public static final class " + self + " extends " + text.name(TrainingModelInput.class) + "<" + self
                        + ">");
        text.field("", "private static final long serialVersionUID = 1L;");
        text.method("", "private " + self, values, "super(destination, values);");
        input.setters().forEach(setter -> setters.emit(self, setter));
        String definition = text.name(ModelDefinition.class) + "<?, ?, ?> definition";
        text.method("", "@Override protected " + definition, List.of(), "return MODEL;");
        text.method(
                "", "@Override protected " + self + " copy", values, "return new " + self + "(destination, values);");
        text.close();
    }
}
