package dev.replicate4j;

import dev.replicate4j.internal.call.PredictionService;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.InputFiles;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.output.OutputDecoder;

/**
 * What all functions of one client share.
 *
 * @param transport reaches the API
 * @param endpoint sends the calls of the resources
 * @param runs starts and watches predictions
 * @param inputFiles gets local files to Replicate
 * @param downloads fetches the files of outputs
 * @param decoder decodes outputs
 * @param lookup knows models by their names
 * @param options what calls have by default
 */
record Engine(
        Transport transport,
        Endpoint endpoint,
        PredictionService runs,
        InputFiles inputFiles,
        Downloads downloads,
        OutputDecoder decoder,
        Lookup lookup,
        CallOptions options)
        implements AutoCloseable {

    @Override
    public void close() {
        runs.close();
        downloads.close();
        transport.close();
    }
}
