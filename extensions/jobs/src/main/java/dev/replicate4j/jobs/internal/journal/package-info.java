/** What a job has on disk: an append-only journal, a manifest and a lock. Knows nothing of models. */
@NullMarked
package dev.replicate4j.jobs.internal.journal;

import org.jspecify.annotations.NullMarked;
