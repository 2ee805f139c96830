/**
 * Pinned models as tools that a language model can call: {@link dev.replicate4j.tools.ToolDescriptor} describes one by JSON
 * Schema, {@link dev.replicate4j.tools.ToolSession} calls them within limits.
 */
@NullMarked
package dev.replicate4j.tools;

import org.jspecify.annotations.NullMarked;
