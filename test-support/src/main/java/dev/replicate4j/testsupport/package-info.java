/** What the tests of several modules share. Stands on the JDK alone, so that the tests of every module can use it. */
@NullMarked
package dev.replicate4j.testsupport;

import org.jspecify.annotations.NullMarked;
