/**
 * Real traffic: recorded by a proxy into files, and replayed from them.
 */
@NullMarked
package dev.replicate4j.testkit.internal.recording;

import org.jspecify.annotations.NullMarked;
