package dev.replicate4j.testkit.junit;

import dev.replicate4j.testkit.SpendingGuard;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What {@link AllowSpending} does. */
final class AllowSpendingExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(AllowSpendingExtension.class);

    AllowSpendingExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("scope", SpendingGuard.allow());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SpendingGuard.Scope scope = context.getStore(NAMESPACE).remove("scope", SpendingGuard.Scope.class);
        if (scope != null) {
            scope.close();
        }
    }
}
