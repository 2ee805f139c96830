package dev.replicate4j.spark;

import dev.replicate4j.spark.internal.limits.LimitExchange;
import dev.replicate4j.spark.internal.limits.RunCoordinator;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Lets all executors keep to one rate and one budget, which the driver holds. Set before the Spark application starts:
 *
 * <pre>{@code
 * spark.plugins=dev.replicate4j.spark.ReplicateSparkPlugin
 * }</pre>
 *
 * <p>Without it, each task has an equal share of the rate. In local mode it is not needed.
 */
public final class ReplicateSparkPlugin implements SparkPlugin {

    private static volatile @Nullable PluginContext executor;

    /** Makes the plugin; Spark does so. */
    public ReplicateSparkPlugin() {}

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Object receive(Object message) {
                return RunCoordinator.answer((LimitExchange) message);
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extraConf) {
                executor = context;
            }

            @Override
            public void shutdown() {
                executor = null;
            }
        };
    }

    /** {@return the way from this process to the driver of a run; null where there is none} */
    static LimitExchange.@Nullable Channel channel(String run) {
        if (RunCoordinator.isHere(run)) {
            return RunCoordinator::answer; // local mode
        }
        PluginContext context = executor;
        return context == null ? null : exchange -> (LimitExchange.Answer) context.ask(exchange);
    }
}
