/** Durable jobs: many calls that are paid once, whose files are kept, and that are seen as they go. */
@NullMarked
package dev.replicate4j.jobs;

import org.jspecify.annotations.NullMarked;
