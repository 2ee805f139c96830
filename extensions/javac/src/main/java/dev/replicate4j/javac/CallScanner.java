package dev.replicate4j.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Looks at each call of a method: is it one of a generated class, and does it pass what cannot be right? */
final class CallScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

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

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        if (!call.getArguments().isEmpty()
                && trees.getElement(getCurrentPath()) instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement owner) {
            if (GeneratedClasses.isUntypedSetter(method, owner)) {
                checkName(call);
            } else {
                generated.find(owner).ifPresent(found -> checkArguments(found.model(), method, call.getArguments()));
            }
        }
        return super.visitMethodInvocation(call, null);
    }

    private void checkArguments(String model, ExecutableElement method, List<? extends ExpressionTree> arguments) {
        List<? extends VariableElement> parameters = method.getParameters();
        for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
            VariableElement parameter = parameters.get(i);
            ExpressionTree argument = arguments.get(i);
            ParameterBounds.of(parameter)
                    .flatMap(bounds -> values.size(path(argument), parameter.asType())
                            .flatMap(size -> bounds.violation(model, size)))
                    .ifPresent(text -> report(Kind.ERROR, text, argument));
        }
    }

    /** A name that is no constant, or set on an input of which nothing is known, is left alone. */
    private void checkName(MethodInvocationTree call) {
        ExpressionTree name = call.getArguments().get(0);
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && trees.getTypeMirror(path(select, select.getExpression())) instanceof DeclaredType receiver
                && receiver.asElement() instanceof TypeElement input
                && constants.value(path(name)) instanceof String wire) {
            generated
                    .find(input)
                    .flatMap(found -> found.unknown(wire))
                    .ifPresent(text -> report(Kind.WARNING, text, name));
        }
    }

    private TreePath path(ExpressionTree part) {
        return new TreePath(getCurrentPath(), part);
    }

    private TreePath path(ExpressionTree outer, ExpressionTree inner) {
        return new TreePath(path(outer), inner);
    }

    private void report(Kind kind, String text, ExpressionTree where) {
        if (!isOff()) {
            trees.printMessage(kind, text, where, getCurrentPath().getCompilationUnit());
        }
    }

    /** Whether something around the call says {@code @SuppressWarnings("replicate4j")}. */
    private boolean isOff() {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            Element element = switch (path.getLeaf().getKind()) {
                case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, METHOD, VARIABLE -> trees.getElement(path);
                default -> null;
            };
            SuppressWarnings suppressed = element == null ? null : element.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && List.of(suppressed.value()).contains(OFF)) {
                return true;
            }
        }
        return false;
    }
}
