package dev.replicate4j.internal.call;

/**
 * How this client has come by a prediction.
 *
 * @param fresh whether it has just been created, so that its stream can be read from the start
 * @param adopted whether it was found by its input after an answer was lost: it may be another process's, so that only its
 *     user cancels it
 * @param endsWithClient whether nobody can want it any more when the client is closed
 */
record Origin(boolean fresh, boolean adopted, boolean endsWithClient) {}
