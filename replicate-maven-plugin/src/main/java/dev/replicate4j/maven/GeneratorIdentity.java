package dev.replicate4j.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** Names the generator that runs: other artifacts may generate other sources from the same pins. */
final class GeneratorIdentity {

    private GeneratorIdentity() {}

    static String of(MojoExecution execution) {
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        StringBuilder identity = new StringBuilder(plugin.getId());
        List<Artifact> artifacts = plugin.getArtifacts();
        for (Artifact artifact : artifacts) {
            identity.append('\n').append(artifact.getId());
            if (artifact.isSnapshot()) {
                stamp(artifact.getFile(), identity);
            }
        }
        return identity.toString();
    }

    /** A snapshot changes under its version: its file tells. */
    private static void stamp(File file, StringBuilder identity) {
        identity.append(' ').append(file.length()).append(' ').append(file.lastModified());
    }
}
