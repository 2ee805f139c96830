package dev.replicate4j;

import dev.replicate4j.internal.call.PendingRun;
import dev.replicate4j.internal.call.PredictionService;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.input.InputTreeEncoder;
import dev.replicate4j.internal.input.UploadCache;
import dev.replicate4j.internal.lookup.ModelLookup;
import dev.replicate4j.internal.output.OutputDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What all functions of one client share.
 *
 * @param settings what it was made of; not to be changed
 * @param transport reaches the API
 * @param endpoint sends the calls of the resources
 * @param predictions starts and polls predictions
 * @param inputs turns inputs into JSON, and gets local files to Replicate
 * @param downloads fetches the files of outputs
 * @param decoder decodes outputs
 * @param lookup knows models by their names
 */
record Engine(
        ClientSettings settings,
        Transport transport,
        Endpoint endpoint,
        PredictionService predictions,
        InputTreeEncoder inputs,
        Downloads downloads,
        OutputDecoder decoder,
        ModelLookup lookup)
        implements AutoCloseable {

    /** Makes an engine of settings that nobody changes any more. */
    static Engine of(ClientSettings settings) {
        Transport transport = new Transport(settings.transportConfig(), settings.scheduler);
        transport.prepareFirst();
        Downloads downloads = Downloads.of(transport, settings.downloadDirectory, settings.transferListener);
        InputTreeEncoder inputs =
                new InputTreeEncoder(InputValues.TREE, new UploadCache(transport, settings.transferListener));
        return new Engine(
                settings,
                transport,
                Endpoint.of(transport, input -> inputs.encode("the request", input, settings.options.fileStrategy())),
                new PredictionService(transport, settings.runListener::changed),
                inputs,
                downloads,
                URLPath.decoder(downloads),
                new ModelLookup(transport));
    }

    CallOptions options() {
        return settings.options;
    }

    /** Tells the listener that a call has ended; what it throws is not the call's failure. */
    void ended(PendingRun call, @Nullable Throwable failure) {
        try {
            settings.runListener.ended(call.call(), call.latest(), failure);
        } catch (RuntimeException e) {
            System.getLogger("dev.replicate4j.runs").log(System.Logger.Level.WARNING, "A run listener failed", e);
        }
    }

    @Override
    public void close() {
        predictions.close();
        downloads.close();
        transport.close();
    }
}
