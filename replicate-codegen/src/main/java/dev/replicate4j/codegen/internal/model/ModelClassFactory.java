package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.ChoiceEnum;
import dev.replicate4j.codegen.internal.model.ModelClass.Constant;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Decides a class: from the facts of a schema to {@link ModelClass}. */
public final class ModelClassFactory {

    private final ModelSchema schema;
    private final ModelFacts facts;
    private final NestedTypes nested;
    private final Names names;

    private ModelClassFactory(ModelSchema schema, ModelFacts facts) {
        this.schema = schema;
        this.facts = facts;
        this.nested = NestedTypes.of(schema);
        this.names = Names.choose(schema, facts.className(), facts.names());
    }

    /**
     * Decides the class of a model.
     *
     * @param schema the facts of its schema
     * @param facts what else is known, and was chosen
     * @return the class, decided to the last word
     */
    public static ModelClass create(ModelSchema schema, ModelFacts facts) {
        return new ModelClassFactory(schema, facts).create();
    }

    private ModelClass create() {
        OutputTypes outputs = new OutputTypes(nested, names);
        OutputTypes.Typed output = outputs.whole(schema.output());
        InputTypes inputs = new InputTypes(nested, names, false);
        List<StaticMethod> methods = new Signatures(schema, facts, names, inputs, output.type()).methods();
        return new ModelClass(
                facts.packageName(),
                facts.className(),
                Docs.model(facts),
                definition(output),
                methods,
                new InputClass("Input", Docs.input(false), setters(inputs)),
                null,
                choices(),
                outputs.records());
    }

    private Definition definition(OutputTypes.Typed output) {
        List<String> secrets = schema.inputs().stream()
                .filter(Property::secret)
                .map(Property::name)
                .toList();
        return new Definition(
                Docs.definition(),
                facts.ref(),
                facts.version(),
                facts.official(),
                secrets,
                output.type(),
                OutputTypes.piece(output.type()),
                output.decoder());
    }

    private List<Setter> setters(InputTypes types) {
        List<Setter> setters = new ArrayList<>();
        for (Property input : schema.inputs()) {
            boolean open = !(input.required() && facts.arguments().contains(input.name()));
            String name = names.setter(input.name(), false);
            for (InputTypes.Way way : types.ways(input.type())) {
                setters.add(new Setter(
                        input.name(),
                        name,
                        name,
                        way.type(),
                        Limits.of(way.schema()),
                        open,
                        input.deprecated(),
                        open ? Docs.setter(input, way, name) : ""));
            }
        }
        return setters;
    }

    private List<ChoiceEnum> choices() {
        List<ChoiceEnum> choices = new ArrayList<>();
        nested.choices()
                .forEach((word, choice) -> choices.add(new ChoiceEnum(
                        names.type(word),
                        Docs.choice(choice, users(word, choice)),
                        wireType(choice),
                        constants(word, choice))));
        return choices;
    }

    private List<Constant> constants(String word, Choice choice) {
        List<String> constants = names.constants(word);
        return IntStream.range(0, constants.size())
                .mapToObj(i -> new Constant(
                        constants.get(i),
                        choice.values().get(i),
                        Docs.constant(choice.values().get(i))))
                .toList();
    }

    private static JavaType wireType(Choice choice) {
        List<Class<?>> kinds = choice.values().stream()
                .<Class<?>>map(Object::getClass)
                .distinct()
                .toList();
        if (kinds.equals(List.of(String.class))) {
            return Simple.STRING;
        }
        if (kinds.equals(List.of(Long.class))) {
            return Simple.LONG;
        }
        return kinds.equals(List.of(Double.class)) ? Simple.DOUBLE : Simple.OBJECT;
    }

    private List<Property> users(String word, Choice choice) {
        List<Property> inputs = NestedTypes.isTraining(word) ? schema.trainingInputs() : schema.inputs();
        return inputs.stream().filter(input -> uses(input.type(), choice)).toList();
    }

    private static boolean uses(SchemaType type, Choice choice) {
        if (type instanceof Listing list) {
            return uses(list.item(), choice);
        }
        if (type instanceof Mapping map) {
            return uses(map.value(), choice);
        }
        return type instanceof Union union
                ? union.branches().stream().anyMatch(branch -> uses(branch, choice))
                : type.equals(choice);
    }
}
