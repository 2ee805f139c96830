package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.internal.file.FileHost;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** A file behind a URL keeps the contract of a file as well as those of two other providers do. */
class FileContractTest {

    @Nested
    class OnTheWeb extends FileContract {

        private final List<FileHost> hosts = new ArrayList<>();

        @Override
        Path file(String name, byte[] content) throws IOException {
            return URLPath.of(host(serving(content)).url("/files/" + name));
        }

        @Override
        Path missing() throws IOException {
            return URLPath.of(host(status(404)).url("/files/missing.txt"));
        }

        private FileHost host(FileHost.Answering answer) throws IOException {
            FileHost host = FileHost.start(answer);
            hosts.add(host);
            return host;
        }

        @AfterEach
        void close() throws IOException {
            for (FileHost host : hosts) {
                host.close();
            }
        }
    }

    @Nested
    class InADataUri extends OnTheWeb {

        @Override
        Path file(String name, byte[] content) {
            return URLPath.of(content, name.endsWith("zip") ? "application/zip" : "text/plain");
        }

        @Override
        String nameOf(String name) {
            return "data.txt";
        }
    }

    @Nested
    class InMemory extends FileContract {

        private final FileSystem jimfs = Jimfs.newFileSystem(
                "contract" + System.nanoTime(),
                Configuration.unix().toBuilder().setAttributeViews("basic").build());

        @Override
        Path file(String name, byte[] content) throws IOException {
            return Files.write(jimfs.getPath("/work/" + name), content);
        }

        @Override
        Path missing() {
            return jimfs.getPath("/work/missing.txt");
        }

        @AfterEach
        void close() throws IOException {
            jimfs.close();
        }
    }

    @Nested
    class OnDisk extends FileContract {

        @Override
        Path file(String name, byte[] content) throws IOException {
            return Files.write(directory.resolve(name), content);
        }

        @Override
        Path missing() {
            return directory.resolve("missing.txt");
        }
    }
}
