package dev.replicate4j.javac;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Values of constant expressions (Java Language Specification, 15.29). The compiler has them as well, but shows them only
 * of variables.
 */
final class ConstantExpressions {

    private final Trees trees;

    ConstantExpressions(Trees trees) {
        this.trees = trees;
    }

    /**
     * Returns the value of an expression.
     *
     * @return a boxed primitive or a text; null where the expression is no constant
     */
    @Nullable Object value(TreePath path) {
        Tree tree = path.getLeaf();
        if (tree instanceof LiteralTree literal) {
            return literal.getValue();
        }
        if (tree instanceof ParenthesizedTree parentheses) {
            return value(new TreePath(path, parentheses.getExpression()));
        }
        if (tree instanceof TypeCastTree cast) {
            return converted(value(new TreePath(path, cast.getExpression())), path);
        }
        if (tree instanceof UnaryTree unary) {
            Object operand = value(new TreePath(path, unary.getExpression()));
            return operand == null ? null : ConstantOperators.unary(tree.getKind(), operand);
        }
        if (tree instanceof BinaryTree binary) {
            Object left = value(new TreePath(path, binary.getLeftOperand()));
            Object right = left == null ? null : value(new TreePath(path, binary.getRightOperand()));
            return left == null || right == null ? null : ConstantOperators.binary(tree.getKind(), left, right);
        }
        return tree instanceof ConditionalExpressionTree conditional ? choice(path, conditional) : variable(path);
    }

    private @Nullable Object choice(TreePath path, ConditionalExpressionTree conditional) {
        Object condition = value(new TreePath(path, conditional.getCondition()));
        if (!(condition instanceof Boolean first)) {
            return null;
        }
        Tree chosen = first ? conditional.getTrueExpression() : conditional.getFalseExpression();
        return converted(value(new TreePath(path, chosen)), path);
    }

    /** Turns a value into the type that the compiler gave to an expression. */
    private @Nullable Object converted(@Nullable Object value, TreePath path) {
        TypeMirror type = trees.getTypeMirror(path);
        return value == null || type == null ? null : ConstantOperators.convert(value, type.getKind());
    }

    private @Nullable Object variable(TreePath path) {
        return switch (path.getLeaf().getKind()) {
            case IDENTIFIER, MEMBER_SELECT ->
                trees.getElement(path) instanceof VariableElement variable ? variable.getConstantValue() : null;
            default -> null;
        };
    }
}
