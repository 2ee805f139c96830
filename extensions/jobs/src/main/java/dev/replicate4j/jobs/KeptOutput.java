package dev.replicate4j.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output whose files were kept.
 *
 * @param <O> the output of the model
 * @param output the output; its files are read from their copies
 * @param files the copies
 */
public record KeptOutput<O extends @Nullable Object>(O output, List<KeptFile> files) {}
