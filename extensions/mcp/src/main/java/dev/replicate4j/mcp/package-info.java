/** A server of the Model Context Protocol with one typed tool for each pinned model: {@link dev.replicate4j.mcp.McpMain}. */
@NullMarked
package dev.replicate4j.mcp;

import org.jspecify.annotations.NullMarked;
