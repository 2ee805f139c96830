/**
 * The goals: what Maven runs. A goal holds parameters and hands them on as one immutable request.
 */
@NullMarked
package dev.replicate4j.maven;

import org.jspecify.annotations.NullMarked;
