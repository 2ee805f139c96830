package dev.replicate4j.api;

/** A run of a model. */
public record Prediction(String id) {}
