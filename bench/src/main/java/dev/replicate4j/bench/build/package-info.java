/** What a build pays: generation, its peers, the compiler, and a plugin in Maven. */
@NullMarked
package dev.replicate4j.bench.build;

import org.jspecify.annotations.NullMarked;
