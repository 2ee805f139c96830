/** The only door to the JSON library. */
@NullMarked
package dev.replicate4j.jobs.internal.json;

import org.jspecify.annotations.NullMarked;
