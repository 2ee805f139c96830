package dev.replicate4j.internal.input;

import org.jspecify.annotations.Nullable;

/**
 * Where a value is in the tree of an input. Written out only for a message.
 *
 * @param parent the place of the list or map that holds it; null for an input itself
 * @param step the name of a field or of the input, or the index of an item
 * @param depth how many lists and maps hold it
 * @param model what the input is of
 */
record Place(@Nullable Place parent, Object step, int depth, String model) {

    static Place of(String input, String model) {
        return new Place(null, input, 0, model);
    }

    Place child(Object childStep) {
        return new Place(this, childStep, depth + 1, model);
    }

    /** Returns the place and the model, to begin a message with. */
    String subject() {
        return this + " of " + model;
    }

    /** Returns the name of the input. */
    String input() {
        return parent == null ? step.toString() : parent.input();
    }

    /** Returns for example {@code images[1].mask}. */
    @Override
    public String toString() {
        if (parent == null) {
            return step.toString();
        }
        return step instanceof Integer ? parent + "[" + step + "]" : parent + "." + step;
    }
}
