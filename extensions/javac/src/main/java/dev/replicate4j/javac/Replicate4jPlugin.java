package dev.replicate4j.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Refuses what the compiler can know to be out of bounds, with the words that the setter would use at run time:
 *
 * <pre>{@code
 * App.java:7: error: num_outputs of black-forest-labs/flux-dev must be 1 to 4, but is 9. If the model has ...
 *     FluxDev.call("a cat", in -> in.numOutputs(9));
 *                                               ^
 * }</pre>
 *
 * <p>Literals, constants, constant expressions, lengths of constant texts and sizes of {@code List.of(...)} are checked
 * where they are passed to a generated setter or static method; all else is left to the setter. A {@code set("name",
 * value)} with a name that the pinned schema does not know is a warning. {@code @SuppressWarnings("replicate4j")} turns
 * both off for a class, method or variable.
 *
 * <p>Turned on by {@code -Xplugin:Replicate4j}, with this archive on the processor path. A fault of the plugin itself is
 * a note: it fails no build, not even under {@code -Werror}.
 */
public final class Replicate4jPlugin implements Plugin {

    /** Makes the plugin; the compiler does so. */
    public Replicate4jPlugin() {}

    @Override
    public String getName() {
        return "Replicate4j";
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        Trees trees = Trees.instance(task);
        task.addTaskListener(new AnalyzedClasses(trees, new CallScanner(trees)));
    }

    /** Hears of each class when its types are known, and before the compiler turns it into simpler code. */
    private static final class AnalyzedClasses implements TaskListener {

        private final Trees trees;
        private final CallScanner scanner;
        private boolean faulty;

        AnalyzedClasses(Trees trees, CallScanner scanner) {
            this.trees = trees;
            this.scanner = scanner;
        }

        @Override
        public void finished(TaskEvent event) {
            TypeElement type = event.getKind() == TaskEvent.Kind.ANALYZE ? event.getTypeElement() : null;
            if (type != null) {
                try {
                    scan(type, event.getCompilationUnit());
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    report(event.getCompilationUnit(), e);
                }
            }
        }

        /** Scans a class of the file; a nested one is scanned with the one around it. */
        private void scan(TypeElement type, CompilationUnitTree file) {
            for (Tree declared : file.getTypeDecls()) {
                TreePath path = new TreePath(new TreePath(file), declared);
                if (type.equals(trees.getElement(path))) {
                    scanner.scan(path);
                }
            }
        }

        private void report(CompilationUnitTree file, Throwable fault) {
            if (!faulty) {
                faulty = true;
                String text = "Warning: the plugin Replicate4j could not check this file (" + fault
                        + "). Values are still checked when setters are called. Further faults are not reported.";
                trees.printMessage(Kind.NOTE, text, file, file);
            }
        }
    }
}
