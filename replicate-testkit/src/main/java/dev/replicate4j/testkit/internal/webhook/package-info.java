/**
 * Reports to users' own servers, signed and sent again as Replicate does it.
 */
@NullMarked
package dev.replicate4j.testkit.internal.webhook;

import org.jspecify.annotations.NullMarked;
