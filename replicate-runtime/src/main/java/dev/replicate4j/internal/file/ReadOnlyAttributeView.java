package dev.replicate4j.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The attributes of a local copy. */
record ReadOnlyAttributeView(RemoteFile file) implements BasicFileAttributeView {

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
        return Files.readAttributes(file.local(), BasicFileAttributes.class);
    }

    @Override
    public void setTimes(
            @Nullable FileTime lastModifiedTime, @Nullable FileTime lastAccessTime, @Nullable FileTime createTime) {
        throw new ReadOnlyFileSystemException();
    }
}
