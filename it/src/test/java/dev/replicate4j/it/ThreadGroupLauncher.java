package dev.replicate4j.it;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program as {@code exec:java} does: in a thread group of its own, whose threads are interrupted when main has returned. Prints
 * the threads that live on.
 */
final class ThreadGroupLauncher {

    private ThreadGroupLauncher() {}

    public static void main(String[] args) throws Exception {
        var program = Class.forName(args[0]).getMethod("main", String[].class);
        ThreadGroup group = new ThreadGroup("program");
        Thread main = new Thread(group, () -> {
            try {
                program.invoke(null, (Object) new String[0]);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(failure);
            }
        });
        main.start();
        main.join();
        group.interrupt();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (Thread thread : threads(group)) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime())));
        }
        System.out.println("Still alive: " + Arrays.toString(threads(group)));
        System.exit(0);
    }

    private static Thread[] threads(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 100];
        group.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(Thread::isAlive)
                .toArray(Thread[]::new);
    }
}
