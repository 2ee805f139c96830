package dev.replicate4j.spring.boot.test;

import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.junit.ReplicateExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Has a test use the server of its application context. */
final class ContextServerExtension implements TestInstancePostProcessor {

    ContextServerExtension() {}

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        ReplicateExtension.use(SpringExtension.getApplicationContext(context).getBean(ReplicateServer.class), context);
    }
}
