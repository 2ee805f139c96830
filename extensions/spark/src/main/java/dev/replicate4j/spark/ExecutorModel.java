package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.ModelInput;
import dev.replicate4j.Replicate;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where executors find the model: a definition itself cannot be shipped.
 *
 * @param <I> the input of the model
 */
sealed interface ExecutorModel<I> extends Serializable {

    /** {@return the model, bound to a client; any input of it tells what it is} */
    ModelFunction<I, ?, ?> function(Replicate client, I input);

    /** The constant {@code MODEL} of a generated class, found by the class of the inputs. */
    record Generated<I>(String model) implements ExecutorModel<I> {

        @Override
        public ModelFunction<I, ?, ?> function(Replicate client, I input) {
            ModelDefinition<I, ?, ?> definition = definition(input);
            if (!definition.toString().equals(model)) {
                throw new SparkRunException("The input function made an input of " + definition + ", but the model is "
                        + model + ". Use the class of one model for both.");
            }
            return client.use(definition);
        }

        @SuppressWarnings("unchecked") // a generated class defines the model of its own inputs
        private ModelDefinition<I, ?, ?> definition(I input) {
            Class<?> outer =
                    input instanceof ModelInput<?, ?, ?> ? input.getClass().getEnclosingClass() : null;
            try {
                if (outer != null) {
                    Field constant = outer.getField("MODEL");
                    return (ModelDefinition<I, ?, ?>) constant.get(null);
                }
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw unknown(input, e);
            }
            throw unknown(input, null);
        }

        private SparkRunException unknown(I input, @Nullable Exception cause) {
            return new SparkRunException(
                    "Executors cannot find the definition of " + model + ": its inputs are of " + input.getClass()
                            + ", which is no generated class. Name the constant: model(() -> Models.POET).",
                    cause);
        }
    }

    /** A definition that the user's code has. */
    record Supplied<I>(ModelSupplier<I> supplier) implements ExecutorModel<I> {

        @Override
        public ModelFunction<I, ?, ?> function(Replicate client, I input) {
            return client.use(supplier.get());
        }
    }

    /** A model that is looked up by its name. */
    record Named(String ref) implements ExecutorModel<Map<String, ?>> {

        @Override
        public ModelFunction<Map<String, ?>, ?, ?> function(Replicate client, Map<String, ?> input) {
            return client.use(ref);
        }
    }
}
