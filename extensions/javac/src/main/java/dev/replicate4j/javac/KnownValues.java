package dev.replicate4j.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.replicate4j.javac.KnownSize.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the compiler can know of an argument: numbers, lengths of constant texts, sizes of new lists. */
final class KnownValues {

    /** Methods that make a list of their arguments. */
    private static final Set<String> LISTS = Set.of("java.util.List.of", "java.util.Arrays.asList");

    private final Trees trees;
    private final ConstantExpressions constants;

    KnownValues(Trees trees, ConstantExpressions constants) {
        this.trees = trees;
        this.constants = constants;
    }

    /** Returns what of an argument is bounded, once it is passed as a type; empty where the compiler cannot know it. */
    Optional<KnownSize> size(TreePath argument, TypeMirror type) {
        return switch (type.getKind()) {
            case LONG -> number(argument).map(number -> KnownSize.of(number.longValue()));
            case DOUBLE ->
                number(argument)
                        .map(Number::doubleValue)
                        .filter(Double::isFinite)
                        .map(KnownSize::of);
            case DECLARED -> length(argument).or(() -> items(argument));
            default -> Optional.empty();
        };
    }

    private Optional<Number> number(TreePath argument) {
        return Optional.ofNullable(constants.value(argument)).flatMap(ConstantOperators::number);
    }

    private Optional<KnownSize> length(TreePath argument) {
        return constants.value(argument) instanceof String text
                ? Optional.of(KnownSize.of(Unit.LENGTH, text.codePointCount(0, text.length())))
                : Optional.empty();
    }

    private Optional<KnownSize> items(TreePath argument) {
        TreePath path = unwrapped(argument);
        if (path.getLeaf() instanceof MethodInvocationTree call
                && trees.getElement(path) instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement owner
                && LISTS.contains(owner.getQualifiedName() + "." + method.getSimpleName())
                && !(method.isVarArgs() && isOneArray(path, call.getArguments()))) {
            return Optional.of(KnownSize.of(Unit.ITEMS, call.getArguments().size()));
        }
        return Optional.empty();
    }

    /** Whether an array is passed in place of the elements. */
    private boolean isOneArray(TreePath call, List<? extends ExpressionTree> arguments) {
        if (arguments.size() != 1) {
            return false;
        }
        TypeMirror type = trees.getTypeMirror(new TreePath(call, arguments.get(0)));
        return type == null || type.getKind() == TypeKind.ARRAY;
    }

    private static TreePath unwrapped(TreePath path) {
        if (path.getLeaf() instanceof ParenthesizedTree parentheses) {
            return unwrapped(new TreePath(path, parentheses.getExpression()));
        }
        return path.getLeaf() instanceof TypeCastTree cast ? unwrapped(new TreePath(path, cast.getExpression())) : path;
    }
}
