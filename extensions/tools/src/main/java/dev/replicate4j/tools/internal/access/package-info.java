/** Which files and addresses an agent may pass on. */
@NullMarked
package dev.replicate4j.tools.internal.access;

import org.jspecify.annotations.NullMarked;
