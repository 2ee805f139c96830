package dev.replicate4j.spark.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseTest {

    private static final Duration TIME = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private enum Store {
        FILES,
        OBJECTS
    }

    private SharedFolder open(Store store) throws IOException {
        if (store == Store.FILES) {
            return SharedFolder.open(folder.toString(), new Configuration());
        }
        RawLocalFileSystem files = new RawLocalFileSystem();
        files.initialize(folder.toUri(), new Configuration());
        return new HadoopFolder(files, new org.apache.hadoop.fs.Path(folder.toUri()));
    }

    private static void giveUp(String owner, boolean alive) throws IOException {
        if (alive) {
            throw new IOException("held by " + owner);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownerThatRenewsKeepsItAndOthersAreToldWho(Store store) throws IOException {
        SharedFolder files = open(store);
        try (Lease first = Lease.acquire(files, "lease", "the first", TIME, LeaseTest::giveUp)) {
            first.check();

            assertThatThrownBy(() -> Lease.acquire(files, "lease", "the second", TIME, LeaseTest::giveUp))
                    .hasMessage("held by the first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaseThatWasReleasedIsFreeAtOnce(Store store) throws IOException {
        SharedFolder files = open(store);
        Lease.acquire(files, "lease", "the first", Duration.ofMinutes(30), LeaseTest::giveUp)
                .close();
        try (Lease second = Lease.acquire(files, "lease", "the second", TIME, LeaseTest::giveUp)) {
            assertThat(second.number()).isEqualTo(2);
        }
    }

    @Test
    void leaseOfADeadOwnerIsTakenOverAfterItsTime() throws IOException {
        SharedFolder files = open(Store.FILES);
        assertThat(files.create("lease/00000001.owner", "a dead one".getBytes(StandardCharsets.UTF_8)))
                .isTrue();

        try (Lease second = Lease.acquire(files, "lease", "the second", TIME, LeaseTest::giveUp)) {
            second.check();
            assertThat(second.number()).isEqualTo(2);
        }
    }

    @Test
    void ownerThatWasTakenOverNoticesIt() throws Exception {
        SharedFolder files = open(Store.FILES);
        Lease first = Lease.acquire(files, "lease", "the first", Duration.ofSeconds(2), LeaseTest::giveUp);
        files.create("lease/00000002.owner", "another".getBytes(StandardCharsets.UTF_8));

        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        LeaseException lost = null;
        while (lost == null && System.nanoTime() < end) {
            try {
                first.check();
            } catch (LeaseException e) {
                lost = e;
            }
            Thread.onSpinWait();
        }

        assertThat(lost).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void journalOfADeadOwnerIsReadAsFarAsItIsWhole(Store store) throws IOException {
        SharedFolder files = open(store);
        files.create("lease/00003/00000001.owner", "a dead one".getBytes(StandardCharsets.UTF_8));
        files.write("journal/00003/00000001.jsonl", "a whole line\nhalf a l".getBytes(StandardCharsets.UTF_8));
        try (WorkFolder work = WorkFolder.create();
                Lease lease = Lease.acquire(files, "lease/00003", "a task", TIME, LeaseTest::giveUp);
                BucketJournal journal = BucketJournal.open(files, 3, lease, work.path())) {
            journal.journal("another line\n".getBytes(StandardCharsets.UTF_8));

            assertThat(work.path().resolve("journal.jsonl")).content().isEqualTo("a whole line\n");
        }
        try (WorkFolder work = WorkFolder.create()) {
            assertThat(BucketJournal.restore(files, 3, work.path())).isTrue();
            assertThat(work.path().resolve("journal.jsonl")).content().isEqualTo("a whole line\nanother line\n");
        }
    }
}
