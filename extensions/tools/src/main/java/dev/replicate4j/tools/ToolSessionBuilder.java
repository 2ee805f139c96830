package dev.replicate4j.tools;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.tools.internal.access.AddressPolicy;
import dev.replicate4j.tools.internal.access.HostResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says which models a session offers and within which limits, and opens it. */
public final class ToolSessionBuilder {

    private final Replicate replicate;
    private final Map<String, Pin> pins = new LinkedHashMap<>();
    private final List<ModelDefinition<?, ?, ?>> models = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Set<String> allowed = new TreeSet<>();
    private @Nullable Path save;
    private Budget budget = Budget.unlimited();
    private Duration answerWithin = Duration.ofSeconds(45);
    private Duration progressEvery = Duration.ofSeconds(5);
    private @Nullable Duration runTimeout;
    private int longestSide = 1024;
    private HostResolver resolver = InetAddress::getAllByName;

    ToolSessionBuilder(Replicate replicate) {
        this.replicate = replicate;
    }

    /**
     * Adds the models of all pins in a folder.
     *
     * @param folder by custom {@code src/main/replicate}
     * @return this builder
     * @throws dev.replicate4j.codegen.pin.PinException if a file there is no pin
     * @throws UncheckedIOException if the folder cannot be read
     */
    public ToolSessionBuilder pins(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                pin(Pin.read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The pins in " + folder + " cannot be read: " + e, e);
        }
        return this;
    }

    /**
     * Adds a pinned model.
     *
     * @param pin the pin; replaces another of the same model
     * @return this builder
     */
    public ToolSessionBuilder pin(Pin pin) {
        pins.put(pin.ref(), pin);
        return this;
    }

    /**
     * Adds models of generated classes. Where there is no pin of a model, Replicate is asked for its schema when the session is
     * opened.
     *
     * @param definitions constants {@code MODEL}
     * @return this builder
     */
    public ToolSessionBuilder models(ModelDefinition<?, ?, ?>... definitions) {
        models.addAll(List.of(definitions));
        return this;
    }

    /**
     * Offers some of the models only.
     *
     * @param refs {@code owner/name}
     * @return this builder
     */
    public ToolSessionBuilder allow(String... refs) {
        allowed.addAll(List.of(refs));
        return this;
    }

    /**
     * Saves the files of all outputs, and the journal of calls: a session that is opened again in the same folder returns what
     * was paid before, and counts it for the budget. Files that were saved may be passed on to other tools.
     *
     * @param folder on a local disk; by default a temporary one, which is deleted with the session
     * @return this builder
     */
    public ToolSessionBuilder save(Path folder) {
        this.save = folder;
        return this;
    }

    /**
     * Allows local files as inputs.
     *
     * @param folders whose files, and those below them, may be sent to Replicate; not those whose names, or whose folders'
     *     names, begin with a dot. By default only what was saved
     * @return this builder
     */
    public ToolSessionBuilder files(Path... folders) {
        this.folders.addAll(List.of(folders));
        return this;
    }

    /**
     * Limits what may be spent. It counts all runs that are recorded in the folder of {@link #save}.
     *
     * @param budget for example {@code Budget.runs(20).and(Budget.predictTime(Duration.ofMinutes(10)))}; by default unlimited
     * @return this builder
     */
    public ToolSessionBuilder budget(Budget budget) {
        this.budget = budget;
        return this;
    }

    /**
     * Sets how long a call may take before it is answered with "still running".
     *
     * @param time above zero; the default is 45 seconds, as clients give up after 60
     * @return this builder
     */
    public ToolSessionBuilder answerWithin(Duration time) {
        this.answerWithin = positive("answerWithin", time);
        return this;
    }

    /**
     * Sets how often a progress listener is told.
     *
     * @param time above zero; the default is 5 seconds
     * @return this builder
     */
    public ToolSessionBuilder progressEvery(Duration time) {
        this.progressEvery = positive("progressEvery", time);
        return this;
    }

    /**
     * Limits each run: Replicate cancels it then.
     *
     * @param time 5 seconds to 24 hours; by default Replicate's own limit, 30 minutes for most models
     * @return this builder
     */
    public ToolSessionBuilder runTimeout(Duration time) {
        this.runTimeout = positive("runTimeout", time);
        return this;
    }

    /**
     * Sets the size of pictures in answers. The files that are saved keep theirs.
     *
     * @param pixels the longest side, 64 or more; the default is 1024
     * @return this builder
     */
    public ToolSessionBuilder longestSide(int pixels) {
        if (pixels < 64) {
            throw new IllegalArgumentException("longestSide must be 64 or more, but is " + pixels + ".");
        }
        this.longestSide = pixels;
        return this;
    }

    /** Replaces the look-up of hosts. */
    ToolSessionBuilder resolver(HostResolver resolver) {
        this.resolver = resolver;
        return this;
    }

    /**
     * Opens the session. Replicate is asked for schemas that no pin holds; nothing else is sent.
     *
     * @return the session, to be closed
     * @throws IllegalArgumentException if there is no model, or one that is allowed is not there
     */
    public ToolSession open() {
        models.forEach(this::describe);
        List<Pin> offered = pins.values().stream()
                .filter(pin -> allowed.isEmpty() || allowed.contains(pin.ref()))
                .toList();
        Set<String> missing = new TreeSet<>(allowed);
        missing.removeAll(pins.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("There is no pin of " + String.join(", ", missing)
                    + ". There are pins of " + String.join(", ", new TreeSet<>(pins.keySet())) + ".");
        }
        if (offered.isEmpty()) {
            throw new IllegalArgumentException("A session needs at least one model: name a folder that holds pins.");
        }
        AddressPolicy addresses = new AddressPolicy(resolver, isLocal());
        return ToolSession.open(new ToolSettings(
                replicate,
                offered,
                addresses,
                save,
                List.copyOf(folders),
                budget,
                answerWithin,
                progressEvery,
                runTimeout,
                longestSide));
    }

    /** Where the API itself is on this machine, as in tests, so are its files. */
    private boolean isLocal() {
        String host = String.valueOf(replicate.baseUrl().getHost());
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private void describe(ModelDefinition<?, ?, ?> definition) {
        String ref = definition.ref().model();
        if (pins.containsKey(ref)) {
            return;
        }
        pin(ModelPins.of(
                ref,
                definition.version().orElse(""),
                definition.isOfficial(),
                replicate.models().get(ref).description().orElse(null),
                replicate.use(definition).openapiSchema(),
                null));
    }

    private static Duration positive(String name, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException(name + " must be above zero, but is " + time + ".");
        }
        return time;
    }
}
