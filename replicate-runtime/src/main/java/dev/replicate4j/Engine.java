package dev.replicate4j;

import dev.replicate4j.api.Resources;
import dev.replicate4j.internal.call.PredictionService;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.InputFiles;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.output.OutputDecoder;

/**
 * What all functions of one client share.
 *
 * @param transport reaches the API
 * @param resources what users see of the API
 * @param runs starts and watches predictions
 * @param inputFiles gets local files to Replicate
 * @param downloads fetches the files of outputs
 * @param decoder decodes outputs
 * @param lookup knows models by their names
 * @param options what calls have by default
 */
record Engine(
        Transport transport,
        Resources resources,
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
