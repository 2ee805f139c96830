package dev.replicate4j.jobs;

/** No more runs may be begun, for example because the budget is used up. The message is the reason. */
public final class LimitReachedException extends JobException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param reason a clause, for example "the budget of 100 runs is used up"
     */
    public LimitReachedException(String reason) {
        super(reason);
    }
}
