package dev.replicate4j.spark;

import org.apache.spark.sql.Row;

/**
 * A row as a task gets it.
 *
 * @param key names the row's call
 * @param digest of its input, when the run was planned
 * @param row as the user has given it
 */
record KeyedRow(String key, String digest, Row row) {

    <I> I input(RowFunction<I> function) {
        try {
            return function.apply(row);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SparkRunException("The input function failed for the key \"" + key + "\": " + e, e);
        }
    }
}
