package dev.replicate4j.spring.boot.webhook;

/**
 * Knows which deliveries were received, so that each is handled once. The one by default keeps the newest in memory. Where
 * several instances of an application receive webhooks, define a bean that keeps them in a place that all share.
 */
public interface WebhookDeliveryStore {

    /** What is known of a delivery. */
    enum Claim {
        /** It is new, and belongs to the caller now. */
        CLAIMED,
        /** Someone is handling it. */
        IN_PROGRESS,
        /** It was handled. */
        DONE
    }

    /**
     * Claims a delivery. Of several callers at a time, one succeeds.
     *
     * @param id the header {@code webhook-id}: the same for all repetitions
     * @return whether the caller may handle it, and has to call {@link #done} or {@link #failed} then
     */
    Claim claim(String id);

    /**
     * Keeps a delivery as handled.
     *
     * @param id of a delivery that the caller has claimed
     */
    void done(String id);

    /**
     * Gives a delivery back, which is going to be repeated.
     *
     * @param id of a delivery that the caller has claimed
     */
    void failed(String id);
}
