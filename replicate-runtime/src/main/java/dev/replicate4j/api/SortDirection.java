package dev.replicate4j.api;

/** Which end of a list comes first. */
public enum SortDirection {
    /** The oldest first. */
    ASC,
    /** The newest first: the API's default. */
    DESC
}
