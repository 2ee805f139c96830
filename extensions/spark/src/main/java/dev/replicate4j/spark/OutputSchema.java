package dev.replicate4j.spark;

import dev.replicate4j.model.OutputType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds the Spark type of an output: the type of a model's output calls the decoder's method of its kind. */
@SuppressWarnings("NullAway") // what is decoded is nothing: the calls themselves are what is looked at
final class OutputSchema implements OutputType.Decoder {

    private final DataType file;
    private DataType found = DataTypes.StringType;

    private OutputSchema(DataType file) {
        this.file = file;
    }

    /** {@return the Spark type; JSON text for what has no type} */
    static DataType of(OutputType<?, ?> type, boolean binaryFiles) {
        return of(type, binaryFiles ? DataTypes.BinaryType : DataTypes.StringType);
    }

    private static DataType of(OutputType<?, ?> type, DataType file) {
        OutputSchema schema = new OutputSchema(file);
        type.decode("", schema); // a nullable type decodes nothing of null
        return schema.found;
    }

    @Override
    public String string(@Nullable Object json) {
        found = DataTypes.StringType;
        return "";
    }

    @Override
    public String text(@Nullable Object json) {
        return string(json);
    }

    @Override
    public Long integer(@Nullable Object json) {
        found = DataTypes.LongType;
        return 0L;
    }

    @Override
    public Double number(@Nullable Object json) {
        found = DataTypes.DoubleType;
        return 0.0;
    }

    @Override
    public Boolean bool(@Nullable Object json) {
        found = DataTypes.BooleanType;
        return false;
    }

    @Override
    public Path file(@Nullable Object json) {
        found = file;
        return dev.replicate4j.URLPath.of("https://replicate.delivery/none");
    }

    @Override
    public <T extends @Nullable Object> List<T> list(@Nullable Object json, OutputType<T, ?> item) {
        found = DataTypes.createArrayType(of(item, file), true);
        return List.of();
    }

    @Override
    public <T extends @Nullable Object> Map<String, T> map(@Nullable Object json, OutputType<T, ?> value) {
        found = DataTypes.createMapType(DataTypes.StringType, of(value, file), true);
        return Map.of();
    }

    @Override
    public @Nullable Object untyped(@Nullable Object json, Map<String, OutputType<?, ?>> fields) {
        found = DataTypes.StringType;
        return null;
    }

    @Override
    public OutputType.Fields fields(@Nullable Object json) {
        List<StructField> fields = new ArrayList<>();
        // The fields are asked for while the record is made, after this has returned: the type grows with them.
        found = new StructType();
        return new OutputType.Fields() {
            @Override
            public <T extends @Nullable Object> @Nullable T get(String name, OutputType<T, ?> type) {
                fields.add(new StructField(name, of(type, file), true, Metadata.empty()));
                found = new StructType(fields.toArray(StructField[]::new));
                return null;
            }
        };
    }
}
