package dev.replicate4j.testkit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.testkit.internal.api.ModelOfRequest;
import dev.replicate4j.testkit.internal.http.Origin;
import dev.replicate4j.testkit.internal.journal.Entry;
import dev.replicate4j.testkit.internal.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The requests that came to a server, or some of them, in order.
 *
 * <pre>{@code
 * server.requests().predictions(FluxDev.MODEL).hasCount(1);
 * assertThat(server.requests().predictions().single().input("prompt")).isEqualTo("a cat");
 * server.requests().cancellations().isEmpty();
 * server.requests().to("GET", "/v1/predictions/*").hasCount(3);
 * server.requests().keptTokenToApi();
 * }</pre>
 *
 * <p>It is a view: a request that comes later shows up in it. What is not as said throws an {@link AssertionError} that
 * lists the requests. Safe for use by several threads.
 */
public final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Journal journal;
    private final ModelOfRequest models;
    private final Predicate<Entry> fits;
    private final String description;

    Requests(Journal journal, ModelOfRequest models) {
        this(journal, models, entry -> true, "requests");
    }

    private Requests(Journal journal, ModelOfRequest models, Predicate<Entry> fits, String description) {
        this.journal = journal;
        this.models = models;
        this.fits = fits;
        this.description = description;
    }

    /**
     * Narrows the view to the creation of predictions, by model, version or deployment.
     *
     * @return a narrower view
     */
    public Requests predictions() {
        return narrowed(
                "creations of predictions",
                entry -> entry.method().equals("POST") && path(entry).endsWith("/predictions"));
    }

    /**
     * Narrows the view to the creation of a model's predictions. Those on deployments are not among them.
     *
     * @param model the model
     * @return a narrower view
     */
    public Requests predictions(ModelDefinition<?, ?, ?> model) {
        return predictions(model.ref().model());
    }

    /**
     * Narrows the view to the creation of a model's predictions. Those on deployments are not among them.
     *
     * @param model {@code owner/name}
     * @return a narrower view
     */
    public Requests predictions(String model) {
        return predictions().narrowed("of " + model, entry -> model.equals(models.find(entry)));
    }

    /**
     * Narrows the view to the reading of single predictions.
     *
     * @return a narrower view
     */
    public Requests polls() {
        return to("GET", "/v1/predictions/*");
    }

    /**
     * Narrows the view to the cancelling of predictions and trainings.
     *
     * @return a narrower view
     */
    public Requests cancellations() {
        return narrowed(
                "cancellations",
                entry -> entry.method().equals("POST") && path(entry).endsWith("/cancel"));
    }

    /**
     * Narrows the view to the opening of event streams.
     *
     * @return a narrower view
     */
    public Requests streams() {
        return narrowed(
                "streams",
                entry -> entry.origin() == Origin.DELIVERY && path(entry).startsWith("/v1/"));
    }

    /**
     * Narrows the view to the fetching of output files.
     *
     * @return a narrower view
     */
    public Requests downloads() {
        return narrowed(
                "downloads",
                entry -> entry.origin() == Origin.DELIVERY && !path(entry).startsWith("/v1/"));
    }

    /**
     * Narrows the view to the uploading of files.
     *
     * @return a narrower view
     */
    public Requests uploads() {
        return to("POST", "/v1/files");
    }

    /**
     * Narrows the view to requests of a form.
     *
     * @param method the method, or {@code *}
     * @param path the path, in which {@code *} stands for anything within a segment and {@code **} for anything at all
     * @return a narrower view
     */
    public Requests to(String method, String path) {
        Pattern pattern = Paths.glob(path);
        return narrowed(
                method + " " + path,
                entry -> (method.equals("*") || method.equalsIgnoreCase(entry.method()))
                        && pattern.matcher(path(entry)).matches());
    }

    /**
     * Narrows the view to requests that fit.
     *
     * @param condition what a request must be like
     * @return a narrower view
     */
    public Requests matching(Predicate<RecordedRequest> condition) {
        return narrowed("that match", entry -> condition.test(new RecordedRequest(entry)));
    }

    /**
     * Returns the requests so far.
     *
     * @return a list of its own, oldest first
     */
    public List<RecordedRequest> list() {
        return journal.entries().stream().filter(fits).map(RecordedRequest::new).toList();
    }

    /**
     * Returns how many requests there are so far.
     *
     * @return the number
     */
    public int count() {
        return list().size();
    }

    /**
     * Returns the only request.
     *
     * @return the request
     * @throws AssertionError if there is none, or more than one
     */
    public RecordedRequest single() {
        hasCount(1);
        return list().get(0);
    }

    /**
     * Returns the first request.
     *
     * @return the request
     * @throws AssertionError if there is none
     */
    public RecordedRequest first() {
        List<RecordedRequest> requests = list();
        check(!requests.isEmpty(), "at least one");
        return requests.get(0);
    }

    /**
     * Returns the last request so far.
     *
     * @return the request
     * @throws AssertionError if there is none
     */
    public RecordedRequest last() {
        List<RecordedRequest> requests = list();
        check(!requests.isEmpty(), "at least one");
        return requests.get(requests.size() - 1);
    }

    /**
     * Checks how many requests there are so far.
     *
     * @param expected how many there should be
     * @return this view
     * @throws AssertionError if there are more or fewer
     */
    public Requests hasCount(int expected) {
        check(count() == expected, Integer.toString(expected));
        return this;
    }

    /**
     * Checks that there are no requests so far.
     *
     * @return this view
     * @throws AssertionError if there are any
     */
    public Requests isEmpty() {
        return hasCount(0);
    }

    /**
     * Waits until there are so many requests: they may still be held by then. Waits 10 seconds of real time at most.
     *
     * @param expected how many there should be, or more
     * @return this view
     * @throws AssertionError if time is up, or the thread is interrupted
     */
    public Requests await(int expected) {
        boolean there;
        try {
            there = journal.await(fits, expected, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        check(there, "at least " + expected + " in time");
        return this;
    }

    /**
     * Checks that no request for a file or an event stream carried a token: the token is for the API alone.
     *
     * @return this view
     * @throws AssertionError if one did
     */
    public Requests keptTokenToApi() {
        Requests leaks = narrowed(
                "with a token but not to the API",
                entry -> entry.origin() == Origin.DELIVERY && entry.headers().containsKey("authorization"));
        leaks.isEmpty();
        return this;
    }

    /** Returns the requests so far, one a line. */
    @Override
    public String toString() {
        return list().stream().map(RecordedRequest::toString).collect(Collectors.joining("\n"));
    }

    private void check(boolean asExpected, String expected) {
        if (!asExpected) {
            List<RecordedRequest> all =
                    journal.entries().stream().map(RecordedRequest::new).toList();
            throw new AssertionError("Expected " + expected + " of the " + description + ", but found " + count()
                    + ":\n" + indented(list()) + "All requests were:\n" + indented(all));
        }
    }

    private static String indented(List<RecordedRequest> requests) {
        return requests.isEmpty()
                ? "  none\n"
                : requests.stream().map(request -> "  " + request + "\n").collect(Collectors.joining());
    }

    private Requests narrowed(String words, Predicate<Entry> further) {
        return new Requests(
                journal, models, fits.and(further), description.equals("requests") ? words : description + " " + words);
    }

    private static String path(Entry entry) {
        return entry.target().replaceFirst("\\?.*", "");
    }
}
