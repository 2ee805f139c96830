package dev.replicate4j.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.replicate4j.javac.GeneratedClasses.GeneratedClass;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each call of a method: is it one of a generated class, and does it pass what cannot be right? Runs over all
 * code of a project, so it has neither the path of a node nor streams, which a cold compiler would feel.
 */
final class CallScanner extends TreeScanner<@Nullable Void, TreePath> {

    private static final String OFF = "replicate4j";

    private final Trees trees;
    private final ConstantExpressions constants;
    private final KnownValues values;
    private final GeneratedClasses generated = new GeneratedClasses();

    CallScanner(Trees trees) {
        this.trees = trees;
        this.constants = new ConstantExpressions(trees);
        this.values = new KnownValues(trees, constants);
    }

    /** Scans a class. Elements and types are found by any path that leads into its file. */
    void scan(TreePath type) {
        scan(type.getLeaf(), type);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, TreePath type) {
        if (!call.getArguments().isEmpty()
                && trees.getElement(new TreePath(type, call)) instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement owner) {
            if (GeneratedClasses.isUntypedSetter(method, owner)) {
                checkName(call, type);
            } else {
                GeneratedClass called = generated.called(method, owner);
                if (called != null) {
                    checkArguments(called.model(), method, call.getArguments(), type);
                }
            }
        }
        return super.visitMethodInvocation(call, type);
    }

    private void checkArguments(
            String model, ExecutableElement method, List<? extends ExpressionTree> arguments, TreePath type) {
        List<? extends VariableElement> parameters = method.getParameters();
        for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
            VariableElement parameter = parameters.get(i);
            ParameterBounds bounds = ParameterBounds.of(parameter);
            if (bounds != null) {
                ExpressionTree argument = arguments.get(i);
                values.size(new TreePath(type, argument), parameter.asType())
                        .flatMap(size -> bounds.violation(model, size))
                        .ifPresent(text -> report(Kind.ERROR, text, argument, type));
            }
        }
    }

    /** A name that is no constant, or set on an input of which nothing is known, is left alone. */
    private void checkName(MethodInvocationTree call, TreePath type) {
        ExpressionTree name = call.getArguments().get(0);
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && trees.getTypeMirror(new TreePath(type, select.getExpression())) instanceof DeclaredType receiver
                && receiver.asElement() instanceof TypeElement input
                && constants.value(new TreePath(type, name)) instanceof String wire) {
            GeneratedClass known = generated.inputs(input);
            if (known != null && !known.names().contains(wire)) {
                report(Kind.WARNING, known.unknown(wire), name, type);
            }
        }
    }

    private void report(Kind kind, String text, Tree where, TreePath type) {
        if (!isOff(trees.getPath(type.getCompilationUnit(), where))) {
            trees.printMessage(kind, text, where, type.getCompilationUnit());
        }
    }

    /** Whether something around the place says {@code @SuppressWarnings("replicate4j")}. */
    private boolean isOff(TreePath place) {
        for (TreePath path = place; path != null; path = path.getParentPath()) {
            Element element = switch (path.getLeaf().getKind()) {
                case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, METHOD, VARIABLE -> trees.getElement(path);
                default -> null;
            };
            SuppressWarnings suppressed = element == null ? null : element.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && Arrays.asList(suppressed.value()).contains(OFF)) {
                return true;
            }
        }
        return false;
    }
}
