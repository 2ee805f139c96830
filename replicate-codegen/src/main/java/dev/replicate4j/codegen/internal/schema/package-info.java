/**
 * First stage: reads a model's schemas, in any of Cog's dialects, into plain facts. Knows neither Java names nor texts for Java.
 *
 * <p>{@code Dialect} rewrites what Cog and its like emit into standard OpenAPI 3.0, Swagger Parser reads that, and {@code SchemaReader}
 * resolves references and turns it into {@code ModelSchema}.
 */
@NullMarked
package dev.replicate4j.codegen.internal.schema;

import org.jspecify.annotations.NullMarked;
