package dev.replicate4j.jobs;

import java.nio.file.Path;

/**
 * A file of an output, as it was kept.
 *
 * @param url where it was; works for an hour after the run
 * @param path where it is
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal digits
 * @param mediaType what it is, for example {@code image/png}
 */
public record KeptFile(String url, Path path, long size, String sha256, String mediaType) {}
