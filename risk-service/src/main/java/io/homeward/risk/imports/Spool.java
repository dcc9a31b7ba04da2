package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** Files while they are worked on, in pieces. No transaction waits for a sender. */
@Singleton
class Spool {
    /** Few statements, and little memory for each file that is read or written. */
    private static final int PIECE = 1 << 20;

    /** A piece came for an upload that another one has taken the place of. */
    static final class Superseded extends IOException {
        Superseded() {
            super("Another upload has taken this one's place");
        }
    }

    private final TenantDatabase database;

    Spool(TenantDatabase database) {
        this.database = database;
    }

    /**
     * Keeps what arrives. A piece holds its run for the moment it is written: who begins another upload waits for it, and then
     * forgets it with the others.
     *
     * @return how many bytes
     * @throws Superseded where the run is not awaiting this upload any more
     */
    long keep(TenantId tenant, RunId run, UUID upload, InputStream file) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        int nth = 0;
        for (int length = file.readNBytes(piece, 0, PIECE); length > 0; length = file.readNBytes(piece, 0, PIECE)) {
            byte[] content = Arrays.copyOf(piece, length);
            int number = nth++;
            int kept = database.in(tenant, handle -> handle.createUpdate("""
                            insert into import_chunk (tenant_id, run_id, nth, content)
                            select tenant_id, run_id, :nth, :content from import_run
                            where tenant_id = :tenant and run_id = :run and upload = :upload and state = 'awaitingFile'
                            for share""")
                    .bind("tenant", tenant.value())
                    .bind("run", run.value())
                    .bind("upload", upload)
                    .bind("nth", number)
                    .bind("content", content)
                    .execute());
            if (kept == 0) {
                throw new Superseded();
            }
            bytes += length;
        }
        return bytes;
    }

    static void forget(Handle handle, TenantId tenant, RunId run) {
        handle.createUpdate("delete from import_chunk where tenant_id = :tenant and run_id = :run")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .execute();
    }

    /** The file from its beginning; {@code read} follows how far it has come. */
    InputStream open(TenantId tenant, RunId run, AtomicLong read) {
        read.set(0);
        return new Pieces(tenant, run, read);
    }

    private byte[] piece(TenantId tenant, RunId run, int nth) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select content from import_chunk where tenant_id = :tenant and run_id = :run and nth = :nth""")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("nth", nth)
                .map((row, context) -> row.getBytes("content"))
                .findOne()
                .orElse(new byte[0]));
    }

    private final class Pieces extends InputStream {
        private final TenantId tenant;
        private final RunId run;
        private final AtomicLong read;
        private byte[] piece = new byte[0];
        private int position;
        private int nth;

        Pieces(TenantId tenant, RunId run, AtomicLong read) {
            this.tenant = tenant;
            this.run = run;
            this.read = read;
        }

        @Override
        public int read() {
            return more() ? piece[taken(1)] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int some = Math.min(length, piece.length - position);
            System.arraycopy(piece, taken(some), into, from, some);
            return some;
        }

        private int taken(int bytes) {
            int at = position;
            position += bytes;
            read.addAndGet(bytes);
            return at;
        }

        private boolean more() {
            if (position == piece.length) {
                piece = piece(tenant, run, nth++);
                position = 0;
            }
            return piece.length > 0;
        }
    }
}
