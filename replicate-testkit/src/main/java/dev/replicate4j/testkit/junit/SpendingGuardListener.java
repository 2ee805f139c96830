package dev.replicate4j.testkit.junit;

import dev.replicate4j.testkit.SpendingGuard;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Forbids spending before the first test. Found by JUnit itself; nothing to be called. */
public final class SpendingGuardListener implements LauncherSessionListener {

    /** Made by JUnit. */
    public SpendingGuardListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SpendingGuard.install();
    }
}
