/**
 * The testkit in JUnit 5: a server for each test, its client as the default of generated classes, and a guard that keeps
 * tests from spending money. Needs {@code junit-jupiter-api} on the class path.
 */
@NullMarked
package dev.replicate4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
