package dev.replicate4j.internal.json;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A JSON array as it was read, unmodifiable with all that is in it: it never has to be copied. */
public final class JsonArray extends AbstractList<@Nullable Object> implements RandomAccess, Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what JSON becomes is serializable
    private final List<@Nullable Object> items;

    /** Takes items that nobody else will change. */
    JsonArray(List<@Nullable Object> items) {
        this.items = items;
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
