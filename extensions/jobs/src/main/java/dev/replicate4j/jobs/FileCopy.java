package dev.replicate4j.jobs;

import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.internal.journal.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies a file from its URL into a folder: whole, on disk and with its digest, or not at all. */
final class FileCopy {

    private final Path folder;

    FileCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies a file.
     *
     * @param source where it is
     * @param url how the stored output names it
     * @param key whose output it is in
     * @param index which file of the output it is
     * @throws IOException if it cannot be downloaded
     * @throws JobException if it cannot be written
     */
    StoredFile copy(URLPath source, String url, String key, int index) throws IOException {
        String type = FileKind.of(source.url(), source.getFileName().toString());
        String file =
                index + "-" + FileKind.named(SafeName.file(source.getFileName().toString()), type);
        Path home = folder.resolve(SafeName.of(key));
        Path target = home.resolve(file);
        Path part = home.resolve("." + file + ".part");
        MessageDigest digest = DigestedInput.sha256();
        long size = 0;
        try (InputStream content = source.openStream();
                Output output = new Output(home, part)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                output.write(buffer, read);
                digest.update(buffer, 0, read);
                size += read;
            }
            output.commit(target);
        }
        String name = folder.relativize(target)
                .toString()
                .replace(folder.getFileSystem().getSeparator(), "/");
        return new StoredFile(url, name, size, HexFormat.of().formatHex(digest.digest()), type);
    }

    /** The copy as it is written. A failure to write is the job's, one to read is the run's. */
    private static final class Output implements AutoCloseable {

        private final Path part;
        private final SeekableByteChannel channel;
        private boolean moved;

        Output(Path home, Path part) {
            this.part = part;
            try {
                Files.createDirectories(home);
                this.channel = Files.newByteChannel(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
            } catch (IOException e) {
                throw unwritable(part, e);
            }
        }

        void write(byte[] bytes, int length) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException e) {
                throw unwritable(part, e);
            }
        }

        void commit(Path target) {
            try {
                if (channel instanceof FileChannel file) {
                    file.force(true);
                }
                channel.close();
                move(target);
                moved = true;
            } catch (IOException e) {
                throw unwritable(target, e);
            }
        }

        private void move(Path target) throws IOException {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!moved) {
                Files.deleteIfExists(part);
            }
        }

        private static JobException unwritable(Path file, IOException cause) {
            return new JobException(
                    file + " cannot be written (" + cause.getMessage() + "). Its run was paid, and its files can be"
                            + " fetched for an hour. Make room, or allow writing, and open the job again.",
                    cause);
        }
    }
}
