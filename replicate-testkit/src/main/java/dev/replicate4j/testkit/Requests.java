package dev.replicate4j.testkit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.testkit.internal.api.RequestModelResolver;
import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.journal.RequestJournal;
import dev.replicate4j.testkit.internal.journal.RequestJournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The requests that a server received, or some of them, in order.
 *
 * <pre>{@code
 * server.requests().predictions(FluxDev.MODEL).assertCount(1);
 * assertThat(server.requests().predictions().single().input("prompt")).isEqualTo("a cat");
 * server.requests().cancellations().assertNone();
 * server.requests().to("GET", "/v1/predictions/*").assertCount(3);
 * server.requests().assertTokenKeptToApi();
 * }</pre>
 *
 * <p>It is a view: a request that comes later shows up in it. Methods whose name begins with {@code assert} are assertions:
 * they throw an {@link AssertionError} that lists the requests. Safe for use by several threads.
 */
public final class Requests {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RequestJournal journal;
    private final RequestModelResolver models;
    private final Predicate<RequestJournalEntry> fits;
    private final String description;

    Requests(RequestJournal journal, RequestModelResolver models) {
        this(journal, models, entry -> true, "requests");
    }

    private Requests(
            RequestJournal journal,
            RequestModelResolver models,
            Predicate<RequestJournalEntry> fits,
            String description) {
        this.journal = journal;
        this.models = models;
        this.fits = fits;
        this.description = description;
    }

    /** {@return the requests that create predictions, by model, version or deployment} */
    public Requests predictions() {
        return narrowed(
                "creations of predictions",
                entry -> entry.method().equals("POST") && path(entry).endsWith("/predictions"));
    }

    /**
     * Returns the requests that create a model's predictions, except those on deployments.
     *
     * @param model the model
     * @return a narrower view
     */
    public Requests predictions(ModelDefinition<?, ?, ?> model) {
        return predictions(model.ref().model());
    }

    /**
     * Returns the requests that create a model's predictions, except those on deployments.
     *
     * @param model {@code owner/name}
     * @return a narrower view
     */
    public Requests predictions(String model) {
        return predictions().narrowed("of " + model, entry -> model.equals(models.find(entry)));
    }

    /** {@return the requests that read single predictions} */
    public Requests polls() {
        return to("GET", "/v1/predictions/*");
    }

    /** {@return the requests that cancel predictions and trainings} */
    public Requests cancellations() {
        return narrowed(
                "cancellations",
                entry -> entry.method().equals("POST") && path(entry).endsWith("/cancel"));
    }

    /** {@return the requests that open event streams} */
    public Requests streams() {
        return narrowed(
                "streams",
                entry -> entry.origin() == ServerOrigin.DELIVERY && path(entry).startsWith("/v1/"));
    }

    /** {@return the requests that download output files} */
    public Requests downloads() {
        return narrowed(
                "downloads",
                entry -> entry.origin() == ServerOrigin.DELIVERY && !path(entry).startsWith("/v1/"));
    }

    /** {@return the requests that upload files} */
    public Requests uploads() {
        return to("POST", "/v1/files");
    }

    /**
     * Returns the requests of a method and path.
     *
     * @param method the method, or {@code *}
     * @param path the path, in which {@code *} stands for anything within a segment and {@code **} for anything at all
     * @return a narrower view
     */
    public Requests to(String method, String path) {
        Pattern pattern = PathPattern.glob(path);
        return narrowed(
                method + " " + path,
                entry -> (method.equals("*") || method.equalsIgnoreCase(entry.method()))
                        && pattern.matcher(path(entry)).matches());
    }

    /**
     * Returns the requests that match a condition.
     *
     * @param condition the condition
     * @return a narrower view
     */
    public Requests matching(Predicate<RecordedRequest> condition) {
        return narrowed("that match", entry -> condition.test(new RecordedRequest(entry)));
    }

    /** {@return the requests so far, oldest first, as a list of its own} */
    public List<RecordedRequest> list() {
        return journal.entries().stream().filter(fits).map(RecordedRequest::new).toList();
    }

    /** {@return how many requests there are so far} */
    public int size() {
        return list().size();
    }

    /** {@return whether there is no request so far} */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Returns the only request.
     *
     * @return the request
     * @throws AssertionError if there is none, or more than one
     */
    public RecordedRequest single() {
        assertCount(1);
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
     * Asserts how many requests there are so far.
     *
     * @param expected the expected number
     * @return this view
     * @throws AssertionError if there are more or fewer
     */
    public Requests assertCount(int expected) {
        check(size() == expected, Integer.toString(expected));
        return this;
    }

    /**
     * Asserts that there are no requests so far.
     *
     * @return this view
     * @throws AssertionError if there are any
     */
    public Requests assertNone() {
        return assertCount(0);
    }

    /**
     * Blocks until there are so many requests, whether or not they have been answered; for 10 seconds of real time at most.
     *
     * @param expected how many there should be, or more
     * @return this view
     * @throws AssertionError if time is up, or the thread is interrupted
     */
    public Requests await(int expected) {
        boolean there;
        try {
            there = journal.await(fits, expected, TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        check(there, "at least " + expected + " in time");
        return this;
    }

    /**
     * Asserts that no request for a file or an event stream carried a token: the token is for the API alone.
     *
     * @return this view
     * @throws AssertionError if one did
     */
    public Requests assertTokenKeptToApi() {
        Requests leaks = narrowed(
                "with a token but not to the API",
                entry -> entry.origin() == ServerOrigin.DELIVERY
                        && entry.headers().containsKey("authorization"));
        leaks.assertNone();
        return this;
    }

    /** {@return the requests so far, one a line} */
    @Override
    public String toString() {
        return list().stream().map(RecordedRequest::toString).collect(Collectors.joining("\n"));
    }

    private void check(boolean asExpected, String expected) {
        if (!asExpected) {
            List<RecordedRequest> all =
                    journal.entries().stream().map(RecordedRequest::new).toList();
            throw new AssertionError("Expected " + expected + " of the " + description + ", but found " + size() + ":\n"
                    + indented(list()) + "All requests were:\n" + indented(all));
        }
    }

    private static String indented(List<RecordedRequest> requests) {
        return requests.isEmpty()
                ? "  none\n"
                : requests.stream().map(request -> "  " + request + "\n").collect(Collectors.joining());
    }

    private Requests narrowed(String words, Predicate<RequestJournalEntry> further) {
        return new Requests(
                journal, models, fits.and(further), description.equals("requests") ? words : description + " " + words);
    }

    private static String path(RequestJournalEntry entry) {
        return entry.target().replaceFirst("\\?.*", "");
    }
}
