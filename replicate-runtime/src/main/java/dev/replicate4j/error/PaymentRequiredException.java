package dev.replicate4j.error;

/** The account has no credit left, or no payment method: status 402. Trying again does not help. */
public final class PaymentRequiredException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public PaymentRequiredException(String message, Problem problem) {
        super(message, problem);
    }
}
