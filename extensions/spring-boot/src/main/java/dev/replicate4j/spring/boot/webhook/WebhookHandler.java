package dev.replicate4j.spring.boot.webhook;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Run;
import org.jspecify.annotations.Nullable;

/**
 * Handles the webhooks of one model. Beans of this type make the application listen at {@code replicate.webhook.path}.
 *
 * <pre>{@code
 * @Bean
 * WebhookHandler<List<URLPath>, URLPath> pictures(Gallery gallery) {
 *     return WebhookHandler.of(FluxDev.MODEL, run -> gallery.add(run.id(), run.output()));
 * }
 * }</pre>
 *
 * @param <O> the whole output of the model
 * @param <P> one piece of the output
 */
public interface WebhookHandler<O extends @Nullable Object, P extends @Nullable Object> {

    /** {@return the model whose runs are handled; there is one handler for each} */
    ModelDefinition<?, O, P> model();

    /**
     * Handles a delivery whose signature was verified. Called once for each delivery: when it returns, the delivery counts as
     * received, and repetitions of it are passed over; when it throws, Replicate is told so and delivers it again. Replicate
     * waits for some seconds: work that takes longer belongs on another thread.
     *
     * @param run the run as it was when the webhook was sent: {@code run.prediction()} requests nothing, nor does
     *     {@code run.output()} of one that has ended
     * @throws Exception if the delivery could not be handled
     */
    void handle(Run<O, P> run) throws Exception;

    /** What is done with a run. */
    @FunctionalInterface
    interface Action<O extends @Nullable Object, P extends @Nullable Object> {

        /**
         * Handles a run, see {@link WebhookHandler#handle}.
         *
         * @param run the run
         * @throws Exception if it could not be handled
         */
        void handle(Run<O, P> run) throws Exception;
    }

    /**
     * Makes a handler.
     *
     * @param <O> the whole output of the model
     * @param <P> one piece of the output
     * @param model a generated class's constant {@code MODEL}
     * @param action what is done with its runs
     * @return the handler
     */
    static <O extends @Nullable Object, P extends @Nullable Object> WebhookHandler<O, P> of(
            ModelDefinition<?, O, P> model, Action<O, P> action) {
        return new WebhookHandler<>() {
            @Override
            public ModelDefinition<?, O, P> model() {
                return model;
            }

            @Override
            public void handle(Run<O, P> run) throws Exception {
                action.handle(run);
            }
        };
    }
}
