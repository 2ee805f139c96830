package dev.replicate4j.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** Names the generator that runs: other artifacts may generate other sources from the same pins. */
final class GeneratorIdentity {

    private GeneratorIdentity() {}

    static String of(MojoExecution execution) throws MojoExecutionException {
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        StringBuilder identity = new StringBuilder(plugin.getId());
        List<Artifact> artifacts = plugin.getArtifacts();
        for (Artifact artifact : artifacts) {
            identity.append('\n').append(artifact.getId());
            if (artifact.isSnapshot()) {
                identity.append(' ').append(stamp(artifact.getFile().toPath()));
            }
        }
        return identity.toString();
    }

    /** A snapshot changes under its version: its file tells, or the newest file of a folder, as a reactor has it. */
    private static String stamp(Path file) throws MojoExecutionException {
        try (Stream<Path> files = Files.walk(file)) {
            long newest = 0;
            long size = 0;
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                BasicFileAttributes attributes = Files.readAttributes(each.next(), BasicFileAttributes.class);
                newest = Math.max(newest, attributes.lastModifiedTime().toMillis());
                size += attributes.size();
            }
            return size + " " + newest;
        } catch (IOException failure) {
            throw new MojoExecutionException("The plugin's own file " + file + " can't be read.", failure);
        }
    }
}
