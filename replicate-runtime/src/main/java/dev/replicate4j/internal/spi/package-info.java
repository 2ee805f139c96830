/** What the JDK's service loaders find. Stands above the public package and is used by nothing. */
@NullMarked
package dev.replicate4j.internal.spi;

import org.jspecify.annotations.NullMarked;
