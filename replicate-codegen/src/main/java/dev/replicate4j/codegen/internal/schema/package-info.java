/**
 * First stage: reads a model's schemas, in any of Cog's dialects, into plain facts. Knows neither Java names nor texts for Java.
 *
 * <p>{@code Normalizer} applies the rules of {@code DialectRule}, which make standard OpenAPI 3.0 of what Cog and its like emit, Swagger
 * Parser reads that into its own model, and {@code TypeReader} resolves references and turns it into {@code SchemaType}s.
 */
@NullMarked
package dev.replicate4j.codegen.internal.schema;

import org.jspecify.annotations.NullMarked;
