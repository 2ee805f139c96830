package dev.replicate4j.testkit.internal.junit;

import dev.replicate4j.testkit.SpendingGuard;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Forbids spending before the first test. JUnit finds it on the class path. The module does not provide it, since a module
 * that provides JUnit's service cannot be used without JUnit.
 */
public final class SpendingGuardListener implements LauncherSessionListener {

    /** Made by JUnit. */
    public SpendingGuardListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SpendingGuard.install();
    }
}
