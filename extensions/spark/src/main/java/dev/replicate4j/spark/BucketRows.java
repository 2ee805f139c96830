package dev.replicate4j.spark;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Brings rows to their buckets, each of which is a partition, and runs them there. */
final class BucketRows {

    private BucketRows() {}

    /**
     * Describes the calls of a run.
     *
     * @param placed key, row and digest
     * @return a row of the result for each; evaluating it makes the calls that are not made yet
     */
    static <I> JavaRDD<Row> run(
            Dataset<Row> placed, RunSettings<I> settings, SerializableConfiguration conf, RowCounts counts) {
        return placed.toJavaRDD()
                .mapToPair(row -> new Tuple2<>(bucket(row.getString(2), settings.buckets()), row))
                .partitionBy(new Buckets(settings.buckets()))
                .mapPartitions(new Calls<>(settings, conf, counts));
    }

    /** Equal inputs meet in one bucket, so that a create whose answer was lost is told from theirs. */
    private static int bucket(String digest, int buckets) {
        return Integer.remainderUnsigned(Integer.parseUnsignedInt(digest, 0, 8, 16), buckets);
    }

    private record Calls<I>(RunSettings<I> settings, SerializableConfiguration conf, RowCounts counts)
            implements FlatMapFunction<Iterator<Tuple2<Integer, Row>>, Row> {

        @Override
        public Iterator<Row> call(Iterator<Tuple2<Integer, Row>> rows) throws IOException {
            if (!rows.hasNext()) {
                return Collections.emptyIterator();
            }
            return BucketTask.open(settings, conf.value(), counts).run(new KeyedRows(rows));
        }
    }

    private record KeyedRows(Iterator<Tuple2<Integer, Row>> rows) implements Iterator<KeyedRow> {

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyedRow next() {
            Row row = rows.next()._2();
            return new KeyedRow(row.getString(0), row.getString(2), row.getStruct(1));
        }
    }

    /** A bucket is a partition. */
    private static final class Buckets extends Partitioner {

        private static final long serialVersionUID = 1L;

        private final int count;

        Buckets(int count) {
            this.count = count;
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Buckets buckets && buckets.count == count;
        }

        @Override
        public int hashCode() {
            return count;
        }
    }
}
