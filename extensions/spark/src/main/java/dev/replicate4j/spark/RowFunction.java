package dev.replicate4j.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * Makes the input of a model of a row, on an executor. It must depend on the row alone: Spark may evaluate a row again.
 *
 * @param <I> the input
 */
@FunctionalInterface
public interface RowFunction<I> extends Serializable {

    /**
     * Makes an input.
     *
     * @param row a row of the Dataset
     * @return the input
     * @throws Exception if there is none; the whole run fails, before anything is paid
     */
    I apply(Row row) throws Exception;
}
