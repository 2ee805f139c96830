/** Files behind URLs: the file system provider, downloads and uploads. */
@NullMarked
package dev.replicate4j.internal.file;

import org.jspecify.annotations.NullMarked;
