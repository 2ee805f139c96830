/** Last stage, and the only one that touches a disk: puts files into a folder. */
@NullMarked
package dev.replicate4j.codegen.internal.files;

import org.jspecify.annotations.NullMarked;
