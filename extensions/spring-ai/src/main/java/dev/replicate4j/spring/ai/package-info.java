/**
 * Models of Replicate in Spring AI: pictures by {@link dev.replicate4j.spring.ai.ReplicateImageModel}, texts by {@link
 * dev.replicate4j.spring.ai.ReplicateChatModel}, and models as tools of other models.
 */
@NullMarked
package dev.replicate4j.spring.ai;

import org.jspecify.annotations.NullMarked;
