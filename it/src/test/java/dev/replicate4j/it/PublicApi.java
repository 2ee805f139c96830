package dev.replicate4j.it;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The public API of the published modules as text, one file each in {@code docs/api}: what a reviewer reads as a diff. It is
 * read from the sources, so that it is the same on every JDK and tells the names of parameters and what may be null.
 *
 * <p>A program of one file: {@code java it/src/test/java/dev/replicate4j/it/PublicApi.java} in the project's folder writes the
 * files anew.
 */
final class PublicApi {

    static final String COMMAND = "java it/src/test/java/dev/replicate4j/it/PublicApi.java";

    private static final Set<Modifier> SHOWN = EnumSet.of(
            Modifier.PROTECTED,
            Modifier.STATIC,
            Modifier.ABSTRACT,
            Modifier.DEFAULT,
            Modifier.FINAL,
            Modifier.SEALED,
            Modifier.NON_SEALED);

    /** They say nothing to a caller. */
    private static final Set<String> HIDDEN_ANNOTATIONS =
            Set.of("Override", "SuppressWarnings", "SafeVarargs", "FunctionalInterface", "Serial");

    private PublicApi() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of("docs", "api");
        Files.createDirectories(folder);
        for (Map.Entry<String, String> module : describe(Path.of("")).entrySet()) {
            Path file = folder.resolve(module.getKey() + ".txt");
            Files.writeString(file, module.getValue());
            System.out.println(file);
        }
    }

    /** {@return the description of each published module, by artifact id} */
    static Map<String, String> describe(Path project) throws IOException {
        Map<String, String> described = new TreeMap<>();
        for (Path module : publishedModules(project)) {
            Path sources = module.resolve("src/main/java");
            String pom = Files.readString(module.resolve("pom.xml"));
            String artifact = pom.replaceFirst("(?s).*?</parent>.*?<artifactId>([^<]+)</artifactId>.*", "$1");
            described.put(artifact, describeModule(sources));
        }
        return described;
    }

    private static List<Path> publishedModules(Path project) throws IOException {
        List<Path> modules = new ArrayList<>();
        for (Path parent : List.of(project, project.resolve("extensions"))) {
            try (Stream<Path> folders = Files.list(parent.toString().isEmpty() ? Path.of(".") : parent)) {
                for (Path folder : folders.sorted().toList()) {
                    if (Files.exists(folder.resolve("pom.xml"))
                            && Files.exists(folder.resolve("src/main/java"))
                            && !Files.readString(folder.resolve("pom.xml"))
                                    .contains("<maven.deploy.skip>true</maven.deploy.skip>")) {
                        modules.add(folder);
                    }
                }
            }
        }
        return modules;
    }

    private static String describeModule(Path sources) throws IOException {
        Map<String, List<ClassTree>> packages = new TreeMap<>();
        for (CompilationUnitTree unit : parse(sources)) {
            if (unit.getPackageName() == null) {
                continue; // module-info
            }
            List<ClassTree> types =
                    packages.computeIfAbsent(unit.getPackageName().toString(), name -> new ArrayList<>());
            unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .forEach(types::add);
        }
        StringBuilder text = new StringBuilder("Types are never null but where they are marked @Nullable.\n");
        packages.forEach((name, types) -> {
            List<ClassTree> visible = visible(types);
            if (!visible.isEmpty()) {
                text.append("\npackage ").append(name).append('\n');
                visible.forEach(type -> append(text, type, ""));
            }
        });
        return text.toString();
    }

    private static List<CompilationUnitTree> parse(Path sources) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !sources.relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .contains("/internal/"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return units;
        }
    }

    /** The public types of a package and those that they inherit public methods from. */
    private static List<ClassTree> visible(List<ClassTree> types) {
        Set<String> names = new TreeSet<>();
        types.stream().filter(type -> isPublic(type.getModifiers())).forEach(type -> names.add(name(type)));
        boolean grown = true;
        while (grown) {
            grown = types.stream()
                    .filter(type -> names.contains(name(type)))
                    .flatMap(PublicApi::supertypes)
                    .filter(supertype ->
                            types.stream().anyMatch(type -> name(type).equals(supertype)))
                    .map(names::add)
                    .reduce(false, Boolean::logicalOr);
        }
        return types.stream()
                .filter(type -> names.contains(name(type)))
                .sorted(Comparator.comparing(PublicApi::name))
                .toList();
    }

    private static Stream<String> supertypes(ClassTree type) {
        Stream<? extends Tree> extended =
                type.getExtendsClause() == null ? Stream.of() : Stream.of(type.getExtendsClause());
        return Stream.concat(extended, type.getImplementsClause().stream())
                .map(tree -> tree.toString().replaceFirst("<.*", ""));
    }

    private static void append(StringBuilder text, ClassTree type, String indent) {
        text.append('\n').append(indent).append(declaration(type)).append('\n');
        boolean isInterface = type.getKind() == Kind.INTERFACE || type.getKind() == Kind.ANNOTATION_TYPE;
        Map<String, String> members = new TreeMap<>(); // constructors, then by name
        boolean hasConstructor = false;
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                hasConstructor |= method.getReturnType() == null;
                if (isVisible(method.getModifiers(), isInterface)) {
                    String described = describe(method, name(type));
                    members.put(method.getName() + " " + described, described);
                }
            } else if (member instanceof VariableTree field && isEnumConstant(field)) {
                text.append(indent).append("  ").append(field.getName()).append('\n');
            } else if (member instanceof VariableTree field
                    && (isVisible(field.getModifiers(), isInterface) || isPluginSetting(field))) {
                members.put(
                        field.getName().toString(),
                        modifiers(field.getModifiers()) + clean(field.getType().toString()) + " " + field.getName());
            }
        }
        if (type.getKind() == Kind.CLASS && !hasConstructor) {
            members.put("", name(type) + "()");
        }
        members.values()
                .forEach(member ->
                        text.append(indent).append("  ").append(member).append('\n'));
        type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(nested -> isVisible(nested.getModifiers(), isInterface))
                .sorted(Comparator.comparing(PublicApi::name))
                .forEach(nested -> append(text, nested, indent + "  "));
    }

    private static boolean isEnumConstant(VariableTree field) {
        return field.toString().startsWith("/*public static final*/"); // so the compiler prints it
    }

    private static boolean isPluginSetting(VariableTree field) {
        return field.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Parameter"));
    }

    private static String declaration(ClassTree type) {
        String kind = switch (type.getKind()) {
            case INTERFACE -> "interface ";
            case ANNOTATION_TYPE -> "@interface ";
            case ENUM -> "enum ";
            case RECORD -> "record ";
            default -> "class ";
        };
        StringBuilder text = new StringBuilder();
        if (!isPublic(type.getModifiers()) && !type.getModifiers().getFlags().contains(Modifier.PROTECTED)) {
            text.append("(not public) ");
        }
        text.append(
                modifiers(type.getModifiers()).replaceFirst("\\b(static|abstract) (?=@?interface|enum|record)", ""));
        text.append(kind).append(name(type)).append(typeParameters(type.getTypeParameters()));
        if (type.getKind() == Kind.RECORD) {
            text.append(type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(PublicApi::parameter)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        if (type.getExtendsClause() != null) {
            text.append(" extends ").append(clean(type.getExtendsClause().toString()));
        }
        if (!type.getImplementsClause().isEmpty()) {
            text.append(type.getKind() == Kind.INTERFACE ? " extends " : " implements ")
                    .append(join(type.getImplementsClause()));
        }
        if (!type.getPermitsClause().isEmpty()) {
            text.append(" permits ").append(join(type.getPermitsClause()));
        }
        return text.toString();
    }

    private static String describe(MethodTree method, String typeName) {
        boolean isConstructor = method.getReturnType() == null;
        String parameters =
                method.getParameters().stream().map(PublicApi::parameter).collect(Collectors.joining(", ", "(", ")"));
        String typeParameters = typeParameters(method.getTypeParameters());
        return modifiers(method.getModifiers())
                + (typeParameters.isEmpty() ? "" : typeParameters + " ")
                + (isConstructor ? typeName : clean(method.getReturnType().toString()) + " " + method.getName())
                + parameters
                + (method.getThrows().isEmpty() ? "" : " throws " + join(method.getThrows()))
                + (method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue());
    }

    private static String parameter(VariableTree variable) {
        String type = clean(variable.getType().toString());
        boolean isVarargs = variable.toString().contains("... ");
        return annotations(variable.getModifiers())
                + (isVarargs ? type.replaceFirst("\\[\\]$", "...") : type)
                + " "
                + variable.getName();
    }

    private static String modifiers(ModifiersTree modifiers) {
        return annotations(modifiers)
                + modifiers.getFlags().stream()
                        .filter(SHOWN::contains)
                        .map(modifier -> modifier + " ")
                        .collect(Collectors.joining());
    }

    private static String annotations(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> !HIDDEN_ANNOTATIONS.contains(
                        annotation.getAnnotationType().toString()))
                .map(annotation -> clean(annotation.toString()) + " ")
                .collect(Collectors.joining());
    }

    private static String typeParameters(List<? extends TypeParameterTree> parameters) {
        return parameters.isEmpty() ? "" : "<" + join(parameters) + ">";
    }

    private static String join(List<? extends Tree> trees) {
        return trees.stream().map(tree -> clean(tree.toString())).collect(Collectors.joining(", "));
    }

    /** The compiler's printer puts parentheses behind every annotation. */
    private static String clean(String text) {
        return text.replaceAll("(@[\\w.]+)\\(\\)", "$1").replaceAll("\\s+", " ");
    }

    private static boolean isVisible(ModifiersTree modifiers, boolean inInterface) {
        return (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE))
                || isPublic(modifiers)
                || modifiers.getFlags().contains(Modifier.PROTECTED);
    }

    private static boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    private static String name(ClassTree type) {
        return type.getSimpleName().toString();
    }
}
