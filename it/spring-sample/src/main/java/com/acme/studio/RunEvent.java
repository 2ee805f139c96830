package com.acme.studio;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What the page is told of a run. Sent as JSON: a browser would strip the leading space of a bare {@code data: is}. */
sealed interface RunEvent {

    /** The event's name. */
    @JsonIgnore
    default String name() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    record Created(String id, String model) implements RunEvent {}

    /** @param percent of the steps, where the model's logs tell */
    record Working(String status, Integer percent) implements RunEvent {}

    record Piece(String text) implements RunEvent {}

    record Picture(String url) implements RunEvent {}

    /** @param seconds that the model ran, which is what Replicate bills */
    record Done(String status, Double seconds) implements RunEvent {}

    record Failed(String message) implements RunEvent {}
}
