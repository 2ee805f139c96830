/**
 * How requests are sent, for those who want to see it or change it: the retry policy, what a listener hears, and replies
 * as they came.
 */
@NullMarked
package dev.replicate4j.http;

import org.jspecify.annotations.NullMarked;
