package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.ModelClass.ChoiceEnum;
import dev.replicate4j.codegen.internal.model.ModelClass.Constant;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides a class: from the facts of a schema to {@link ModelClass}. */
public final class ModelClassFactory {

    /** A longer chain of calls exhausts the compiler's stack. */
    private static final int MOST_STEPS = 300;

    private final ModelSchema schema;
    private final ModelFacts facts;
    private final NestedTypes nested;
    private final JavaNames names;

    private ModelClassFactory(ModelSchema schema, ModelFacts facts) {
        this.schema = schema;
        this.facts = facts;
        this.nested = NestedTypes.of(schema);
        this.names = JavaNames.choose(schema, facts.className(), facts.names());
    }

    /**
     * A class, and what is to be said of it.
     *
     * @param model the class, decided to the last word
     * @param warnings where it is less than a user would expect
     */
    public record Decision(ModelClass model, List<ModelWarning> warnings) {}

    /**
     * Decides the class of a model.
     *
     * @param schema the facts of its schema
     * @param facts what else is known, and was chosen
     * @return the class
     */
    public static Decision create(ModelSchema schema, ModelFacts facts) {
        return new ModelClassFactory(schema, facts).create();
    }

    private Decision create() {
        SetterTypes inputs = new SetterTypes(nested, names, false);
        OutputTypes outputs = new OutputTypes(nested, names);
        OutputTypes.Typed output = outputs.whole(schema.output());
        PositionalArguments positional = PositionalArguments.of(schema.inputs(), facts.arguments(), inputs);
        List<StaticMethod> methods = new Signatures(names, output.type()).methods(positional);
        List<Setter> setters = setters(schema.inputs(), inputs, positional, false);
        List<ChoiceEnum> choices = choices();
        Example example = example(positional, inputs);
        String usage = new UsageExample(facts.className(), choices).line(methods, setters, example, output.type());
        ModelClass model = new ModelClass(
                facts.packageName(),
                facts.className(),
                Docs.model(facts, usage),
                definition(output),
                methods,
                new InputClass("Input", Docs.input(false), setters, ""),
                training(),
                example,
                choices,
                outputs.records());
        return new Decision(model, ModelWarnings.of(model, positional, plainChoices()));
    }

    private List<String> plainChoices() {
        return schema.inputs().stream()
                .filter(input -> input.type() instanceof Choice choice && !NestedTypes.isEnum(choice))
                .map(Property::name)
                .toList();
    }

    private Definition definition(OutputTypes.Typed output) {
        List<Property> training = schema.trainingInputs() == null ? List.of() : schema.trainingInputs();
        List<String> secrets = Stream.concat(schema.inputs().stream(), training.stream())
                .filter(Property::secret)
                .map(Property::name)
                .distinct()
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

    private @Nullable InputClass training() {
        if (schema.trainingInputs() == null) {
            return null;
        }
        SetterTypes types = new SetterTypes(nested, names, true);
        List<Setter> setters =
                setters(schema.trainingInputs(), types, new PositionalArguments(List.of(), List.of()), true);
        return new InputClass("TrainingInput", Docs.input(true), setters, Docs.train());
    }

    private List<Setter> setters(
            List<Property> inputs, SetterTypes types, PositionalArguments positional, boolean training) {
        List<Setter> setters = new ArrayList<>();
        for (Property input : inputs) {
            boolean open = !positional.demands(input);
            String name = names.setter(input.name(), training);
            for (SetterTypes.Variant variant : types.variants(input.type())) {
                setters.add(new Setter(
                        input.name(),
                        name,
                        name,
                        variant.type(),
                        Limits.of(variant.schema()),
                        open,
                        input.deprecated(),
                        open ? Docs.setter(input, variant, name) : ""));
            }
        }
        return setters;
    }

    private @Nullable Example example(PositionalArguments positional, SetterTypes inputs) {
        return facts.example() == null || schema.inputs().size() > MOST_STEPS || Values.isTooLarge(facts.example())
                ? null
                : new Examples(names, new Values(nested, names, inputs))
                        .example(schema.inputs(), positional, facts.example());
    }

    private List<ChoiceEnum> choices() {
        List<ChoiceEnum> choices = new ArrayList<>();
        nested.choices()
                .forEach((word, choice) -> choices.add(new ChoiceEnum(
                        names.type(word),
                        Docs.choice(choice, users(word, choice)),
                        NestedTypes.wireType(choice),
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

    private List<Property> users(String word, Choice choice) {
        List<Property> inputs = NestedTypes.isTraining(word) && schema.trainingInputs() != null
                ? schema.trainingInputs()
                : schema.inputs();
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
