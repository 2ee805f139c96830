package dev.replicate4j.codegen;

import dev.replicate4j.codegen.GenerationRequest.RequestedModel;
import dev.replicate4j.codegen.internal.model.ClassNames;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaReader;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.pin.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model whose request makes sense.
 *
 * @param pin the pin, with the requested positional inputs
 * @param className the class
 * @param schema the facts of its schema
 */
record PlannedModel(Pin pin, String className, ModelSchema schema) {

    /** Checks a request; adds what is wrong to the diagnostics, and returns the models that can be generated. */
    static List<PlannedModel> plan(GenerationRequest request, List<Diagnostic> diagnostics) {
        Map<String, PlannedModel> byClass = new LinkedHashMap<>();
        List<PlannedModel> all =
                request.models().parallelStream().map(PlannedModel::plan).toList();
        for (PlannedModel planned : all) {
            List<Diagnostic> errors = new ArrayList<>(planned.errors(request.packageName()));
            PlannedModel other = byClass.get(planned.fileKey());
            if (other != null) {
                errors.add(planned.clash(other));
            }
            if (errors.isEmpty()) {
                byClass.put(planned.fileKey(), planned);
            }
            diagnostics.addAll(errors);
        }
        return List.copyOf(byClass.values());
    }

    private static PlannedModel plan(RequestedModel model) {
        Pin pin = model.arguments() == null ? model.pin() : model.pin().withArguments(model.arguments());
        String className = model.className() == null ? ClassNames.of(pin.ref()) : model.className();
        return new PlannedModel(pin, className, SchemaReader.read(pin.schemas(), pin.cogVersion()));
    }

    /** On some file systems, names that differ in case alone are one file. */
    private String fileKey() {
        return className.toLowerCase(Locale.ROOT);
    }

    private List<Diagnostic> errors(String packageName) {
        List<Diagnostic> errors = new ArrayList<>();
        if (!ClassNames.isLegalPackage(packageName)) {
            errors.add(error(
                    "IllegalPackage",
                    "The package of " + pin.ref() + " must be a Java package name such as com.acme.models, but is \""
                            + packageName + "\"."));
        }
        if (!ClassNames.isLegal(className)) {
            errors.add(error(
                    "IllegalClassName",
                    "The class of " + pin.ref() + " is named \"" + className
                            + "\", which is no simple Java name or the name of a type that generated code uses. Name it otherwise: "
                            + classNameElement("My" + ClassNames.of(pin.ref()))));
        }
        errors.addAll(argumentErrors());
        return errors;
    }

    private List<Diagnostic> argumentErrors() {
        List<String> known = schema.inputs().stream().map(Property::name).toList();
        List<Diagnostic> errors = new ArrayList<>();
        pin.arguments().stream()
                .filter(argument -> !known.contains(argument))
                .forEach(argument -> errors.add(error(
                        "UnknownArgument",
                        "The arguments of " + pin.ref()
                                + " must be inputs of the model, but \"" + argument + "\" is none. The inputs are: "
                                + String.join(", ", known) + ".")));
        if (pin.arguments().stream().distinct().count() < pin.arguments().size()) {
            errors.add(error(
                    "RepeatedArgument",
                    "The arguments of " + pin.ref() + " name an input twice: " + String.join(", ", pin.arguments())
                            + ". Name each once."));
        }
        schema.inputs().stream()
                .filter(input -> input.required() && !pin.arguments().contains(input.name()))
                .forEach(input -> errors.add(error(
                        "MissingArgument",
                        "The arguments of " + pin.ref()
                                + " must name every required input, but leave out \"" + input.name()
                                + "\". Add it: <arguments>"
                                + String.join(", ", pin.arguments())
                                + (pin.arguments().isEmpty() ? "" : ", ") + input.name()
                                + "</arguments>")));
        return errors;
    }

    private Diagnostic clash(PlannedModel other) {
        return error("DuplicateClass", ClassNames.clash(other.pin.ref(), pin.ref(), className));
    }

    private String classNameElement(String name) {
        return "<model><ref>" + pin.ref() + "</ref><className>" + name + "</className></model>";
    }

    private Diagnostic error(String tag, String message) {
        return Diagnostic.error(tag, pin.ref(), message);
    }
}
