/**
 * Checks by the compiler what is passed to generated classes: {@code javac -Xplugin:Replicate4j}.
 *
 * <p>Stands on the compiler's public API alone, and on nothing at run time.
 */
module dev.replicate4j.javac {
    requires java.compiler;
    requires transitive jdk.compiler;
    requires static org.jspecify;

    exports dev.replicate4j.javac;

    provides com.sun.source.util.Plugin with
            dev.replicate4j.javac.Replicate4jPlugin;
}
