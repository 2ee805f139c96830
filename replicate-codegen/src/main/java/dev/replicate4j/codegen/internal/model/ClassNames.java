package dev.replicate4j.codegen.internal.model;

import java.util.Arrays;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Names of top-level classes and packages. */
public final class ClassNames {

    /** Names that Windows gives to devices. */
    private static final Pattern DEVICE = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private ClassNames() {}

    /**
     * Returns the class name of a model: {@code black-forest-labs/flux-dev} is {@code FluxDev}.
     *
     * @param ref {@code owner/name}
     * @return a legal simple name
     */
    public static String of(String ref) {
        String name = Identifiers.pascal(ref.substring(ref.indexOf('/') + 1));
        return Reserved.TYPES.contains(name) || isDevice(name) ? name + "_" : name;
    }

    /**
     * Tells whether a user may name a class so: it must be a simple name, of ASCII since it names a file, and hide no type that
     * generated code speaks of.
     *
     * @param name what the user wrote
     * @return whether it will do
     */
    public static boolean isLegal(String name) {
        return isWord(name) && !Reserved.TYPES.contains(name) && !isDevice(name);
    }

    /**
     * Tells whether a package may be named so.
     *
     * @param name what the user wrote
     * @return whether it will do
     */
    public static boolean isLegalPackage(String name) {
        return Arrays.stream(name.split("\\.", -1)).allMatch(ClassNames::isWord);
    }

    /**
     * Tells whether some system keeps the name for a device, so that no file can have it.
     *
     * @param name a file's name without extension
     * @return whether it must be changed
     */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name).matches();
    }

    private static boolean isWord(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !SourceVersion.isKeyword(name, SourceVersion.RELEASE_17);
    }

    /**
     * Says that two models would be one class.
     *
     * @param first a model, as {@code owner/name}
     * @param second another model
     * @param name the name of both classes
     * @return what is wrong and what to do
     */
    public static String clash(String first, String second, String name) {
        String owner = "/" + second.substring(0, second.indexOf('/'));
        return first + " and " + second + " would both be generated as the class " + name
                + ". Give one of them another name: <model><ref>" + second + "</ref><className>" + of(owner) + name
                + "</className></model>";
    }
}
