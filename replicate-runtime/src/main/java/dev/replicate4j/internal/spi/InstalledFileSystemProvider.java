package dev.replicate4j.internal.spi;

import dev.replicate4j.URLPath;
import dev.replicate4j.internal.file.URLFileSystemProvider;
import java.net.URI;
import java.nio.file.Path;

/**
 * What {@link Path#of(URI)} finds for the scheme {@code replicate}: the provider, with knowledge of the path's class.
 */
public final class InstalledFileSystemProvider extends URLFileSystemProvider {

    /** Makes the provider; called by the service loader. */
    public InstalledFileSystemProvider() {}

    @Override
    public Path getPath(URI uri) {
        return URLPath.of(uri);
    }
}
