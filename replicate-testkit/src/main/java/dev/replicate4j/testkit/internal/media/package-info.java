/**
 * Files: real pictures and sounds, deliveries, uploads, data URIs.
 */
@NullMarked
package dev.replicate4j.testkit.internal.media;

import org.jspecify.annotations.NullMarked;
