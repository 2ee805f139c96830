/** Pinned models in LangChain4j: as image models, as chat models, and as tools of an agent. */
@NullMarked
package dev.replicate4j.langchain4j;

import org.jspecify.annotations.NullMarked;
