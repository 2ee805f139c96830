package dev.replicate4j.maven;

import dev.replicate4j.codegen.drift.SourceModule;
import dev.replicate4j.codegen.drift.UserSources;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectDependencyGraph;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/** The sources that may use the models of a project: its own, and those of the modules in this build that depend on it. */
final class ProjectSources {

    private final MavenSession session;
    private final MavenProject project;
    private final ProjectDependenciesResolver resolver;
    private final List<Path> generated;
    private final Map<MavenProject, List<String>> classpaths = new HashMap<>();

    /**
     * Names a project.
     *
     * @param generated the source folders of generated models, which are left out
     */
    ProjectSources(
            MavenSession session, MavenProject project, ProjectDependenciesResolver resolver, List<Path> generated) {
        this.session = session;
        this.project = project;
        this.resolver = resolver;
        this.generated = generated;
    }

    UserSources all() throws MojoExecutionException {
        List<SourceModule> modules = new ArrayList<>();
        List<String> own = classpath();
        modules.add(module(project, List.of(), () -> own));
        ProjectDependencyGraph graph = session.getProjectDependencyGraph();
        for (MavenProject dependent : graph.getDownstreamProjects(project, true)) {
            List<Path> upstream = graph.getUpstreamProjects(dependent, true).stream()
                    .flatMap(module -> roots(module.getCompileSourceRoots()))
                    .toList();
            modules.add(module(dependent, upstream, () -> classpaths.computeIfAbsent(dependent, this::resolved)));
        }
        return new UserSources(modules);
    }

    private SourceModule module(MavenProject of, List<Path> helpers, Supplier<List<String>> classpath) {
        String encoding = property(of, "project.build.sourceEncoding");
        return new SourceModule(
                Stream.concat(roots(of.getCompileSourceRoots()), roots(of.getTestCompileSourceRoots()))
                        .toList(),
                helpers,
                classpath,
                encoding == null ? Charset.defaultCharset() : Charset.forName(encoding),
                property(of, "maven.compiler.release"));
    }

    private @Nullable String property(MavenProject of, String name) {
        return session.getUserProperties().getProperty(name, of.getProperties().getProperty(name));
    }

    private Stream<Path> roots(List<String> folders) {
        return folders.stream()
                .map(root -> Path.of(root).toAbsolutePath().normalize())
                .filter(root -> !generated.contains(root));
    }

    /** What main and test sources compile against, but for the project's own classes: those come from the sources. */
    private List<String> classpath() throws MojoExecutionException {
        try {
            List<String> classpath = new ArrayList<>(project.getTestClasspathElements());
            classpath.remove(project.getBuild().getOutputDirectory());
            classpath.remove(project.getBuild().getTestOutputDirectory());
            return classpath;
        } catch (DependencyResolutionRequiredException unresolved) {
            throw new MojoExecutionException(
                    "The dependencies of " + project.getId() + " are not resolved.", unresolved);
        }
    }

    /**
     * What a dependent module compiles against, but for other modules of the build, which may not have been built: their
     * sources are compiled along. What can't be found breaks lines today as well, and those are left out.
     */
    private List<String> resolved(MavenProject dependent) {
        DependencyResolutionRequest request =
                new DefaultDependencyResolutionRequest(dependent, session.getRepositorySession());
        request.setResolutionFilter((node, parents) -> node.getArtifact() == null || !isModule(node.getArtifact()));
        DependencyResolutionResult result;
        try {
            result = resolver.resolve(request);
        } catch (DependencyResolutionException incomplete) {
            result = incomplete.getResult();
        }
        return result.getResolvedDependencies().stream()
                .map(dependency -> dependency.getArtifact().getFile().getPath())
                .toList();
    }

    private boolean isModule(Artifact artifact) {
        return session.getProjects().stream()
                .anyMatch(module -> module.getGroupId().equals(artifact.getGroupId())
                        && module.getArtifactId().equals(artifact.getArtifactId())
                        && module.getVersion().equals(artifact.getBaseVersion()));
    }
}
