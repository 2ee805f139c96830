package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A Dataset through a model: every row is paid once, whatever dies.
 *
 * <pre>{@code
 * Dataset<Row> captioned = ReplicateSpark.on(spark).model(Blip2.MODEL)
 *         .input((Row r) -> Blip2.with(URLPath.of(r.getString(1))))
 *         .key("id")
 *         .store("hdfs://namenode/jobs/captions")
 *         .run(images);
 * }</pre>
 */
public final class ReplicateSpark {

    private final SparkSession spark;

    private ReplicateSpark(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Begins to describe a run.
     *
     * @param spark a session of this process: the driver. A session of Spark Connect has no driver here
     * @return what a model is chosen of
     */
    public static ReplicateSpark on(SparkSession spark) {
        return new ReplicateSpark(spark);
    }

    /**
     * Chooses the model of a generated class.
     *
     * @param <I> the input of the model
     * @param model the constant {@code MODEL} of the class whose inputs the rows become
     * @return a run to be described further
     */
    public <I> DatasetRun<I> model(ModelDefinition<I, ?, ?> model) {
        return new DatasetRun<>(spark, new ExecutorModel.Generated<>(model.toString()), client -> model);
    }

    /**
     * Chooses a model whose definition is no generated class's.
     *
     * @param <I> the input of the model
     * @param model returns a constant: {@code () -> Models.POET}
     * @return a run to be described further
     */
    public <I> DatasetRun<I> model(ModelSupplier<I> model) {
        return new DatasetRun<>(spark, new ExecutorModel.Supplied<>(model), client -> model.get());
    }

    /**
     * Chooses a model by its name, as a notebook does. It is looked up when the run begins, with the token of the driver.
     *
     * @param ref {@code owner/name}, or {@code owner/name:version}
     * @return a run to be described further, by {@link DatasetRun#inputColumn}
     */
    public DatasetRun<Map<String, ?>> model(String ref) {
        return new DatasetRun<>(
                spark, new ExecutorModel.Named(ref), client -> client.use(ref).definition());
    }
}
