package dev.replicate4j.internal.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as it was read, unmodifiable with all that is in it: it never has to be copied. Most objects have a few
 * fields, for which a list takes a fifth of the memory of a hash table.
 */
public final class JsonObject extends AbstractMap<String, @Nullable Object> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** With more fields a hash table is faster. */
    private static final int FEW = 16;

    /** Names and values in turn, where there are few. */
    @SuppressWarnings("serial") // what JSON becomes is serializable
    private final List<@Nullable Object> few;

    @SuppressWarnings("serial")
    private final Map<String, @Nullable Object> many;

    private JsonObject(List<@Nullable Object> few, Map<String, @Nullable Object> many) {
        this.few = few;
        this.many = many;
    }

    /** Makes an object of names and values in turn, of which each name must be a text. Of equal names the last value counts. */
    static JsonObject of(List<@Nullable Object> pairs) {
        if (pairs.size() <= 2 * FEW) {
            List<@Nullable Object> few = new ArrayList<>(pairs.size());
            for (int i = 0; i < pairs.size(); i += 2) {
                int place = place(few, pairs.get(i));
                if (place < 0) {
                    few.add(pairs.get(i));
                    few.add(pairs.get(i + 1));
                } else {
                    few.set(place + 1, pairs.get(i + 1));
                }
            }
            return new JsonObject(few, Map.of());
        }
        Map<String, @Nullable Object> many = new LinkedHashMap<>(pairs.size());
        for (int i = 0; i < pairs.size(); i += 2) {
            many.put((String) pairs.get(i), pairs.get(i + 1));
        }
        return new JsonObject(List.of(), many);
    }

    private static int place(List<@Nullable Object> few, @Nullable Object name) {
        for (int i = 0; i < few.size(); i += 2) {
            if (few.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(Object name) {
        int place = place(few, name);
        return place < 0 ? many.get(name) : few.get(place + 1);
    }

    @Override
    public boolean containsKey(Object name) {
        return place(few, name) >= 0 || many.containsKey(name);
    }

    @Override
    public int size() {
        return few.size() / 2 + many.size();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int i = 0; i < few.size(); i += 2) {
            action.accept((String) few.get(i), few.get(i + 1));
        }
        many.forEach(action);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        if (few.isEmpty()) {
            return Collections.<String, @Nullable Object>unmodifiableMap(many).entrySet();
        }
        List<Map.Entry<String, @Nullable Object>> entries = new ArrayList<>();
        forEach((name, value) -> entries.add(new SimpleImmutableEntry<>(name, value)));
        // No set of the JDK: it would hash every value, with all that is in it.
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return Collections.unmodifiableList(entries).iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }
}
