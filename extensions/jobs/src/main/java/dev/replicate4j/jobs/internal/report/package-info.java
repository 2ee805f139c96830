/** Writes what a job has done as a page that a browser shows. */
@NullMarked
package dev.replicate4j.jobs.internal.report;

import org.jspecify.annotations.NullMarked;
