package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.export.ExportedFile;
import io.homeward.risk.export.Format;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.export.Unpacked;
import io.homeward.risk.signin.Content;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the file of a run, and looks whether it can be understood while its sender is still there to hear it. */
@Singleton
class ReceiveFile {
    private final ImportRuns runs;
    private final Spool spool;
    private final TenantDatabase database;

    ReceiveFile(ImportRuns runs, Spool spool, TenantDatabase database) {
        this.runs = runs;
        this.spool = spool;
        this.database = database;
    }

    /** @throws Refusal where the run is not awaiting a file, or nobody understands this one */
    ImportRun receive(TenantId tenant, RunId id, InputStream body, Instant now) throws IOException {
        UUID upload = UUID.randomUUID();
        ImportRun run = database.in(tenant, handle -> {
            runs.uploading(handle, tenant, id, upload);
            return runs.find(handle, tenant, id);
        });
        long bytes = kept(tenant, id, upload, body);
        Understood understood = understood(tenant, run, now);
        return database.in(tenant, handle -> {
            boolean taken =
                    runs.uploaded(handle, tenant, id, upload, understood.format.wireName(), understood.header, bytes);
            ImportRun after = runs.find(handle, tenant, id);
            if (!taken) {
                throw new Refusal(
                        Fault.IMPORT_HAS_FILE, "The import is " + after.state().wireName());
            }
            return after;
        });
    }

    private long kept(TenantId tenant, RunId id, UUID upload, InputStream body) throws IOException {
        try {
            return spool.keep(tenant, id, upload, body);
        } catch (Spool.Superseded e) {
            throw new Refusal(Fault.IMPORT_HAS_FILE, "Another upload has taken this one's place");
        }
    }

    private record Understood(Format format, String header) {}

    private Understood understood(TenantId tenant, ImportRun run, Instant now) throws IOException {
        Content content = () -> spool.open(tenant, run.id(), new AtomicLong());
        try {
            WantedImport wanted = WantedImport.of(run.wanted());
            Format format = ExportedFile.recognise(Unpacked.of(content.open()), wanted.format(), Optional.empty());
            if (format == Format.OPENSSH) {
                // Opening it would read all of it, for the year.
                return new Understood(format, "");
            }
            ExportedFile file =
                    ExportedFile.open(content, Optional.of(format), Optional.empty(), wanted.options(), now);
            // The database keeps no NUL.
            return new Understood(format, file.header().replace('\0', ' '));
        } catch (NotUnderstood e) {
            throw new Refusal(Fault.BAD_FILE, e.reason());
        }
    }
}
