package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import io.homeward.auditcheck.Chain;
import io.homeward.auditcheck.SignedCheckpoint;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes a trail as {@link io.homeward.auditcheck} describes it, a page at a time; no transaction is open while a reader is slow. The end is
 * fixed when it begins, and signed where there is a key.
 */
@Singleton
class ExportTrail {
    private final TenantDatabase database;
    private final Seals seals;

    ExportTrail(TenantDatabase database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    /** One export that has been begun. */
    record Export(Seals seals, TenantId tenant, Chain before, Chain end) {

        void writeTo(OutputStream out) throws IOException {
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            lines.write("{\"trail\":1,\"tenant\":\"%s\",\"after\":%d,\"hash\":\"%s\"}\n"
                    .formatted(tenant, before.number(), before.hash()));
            long number = before.number();
            while (number < end.number()) {
                List<Seals.Line> page = seals.page(tenant, number);
                if (page.isEmpty()) {
                    throw new IOException(
                            "The trail has become shorter"); // nobody takes a file without its end for whole
                }
                for (Seals.Line line : page) {
                    if (line.number() <= end.number()) {
                        lines.write("{\"number\":%d,\"hash\":\"%s\",\"entry\":".formatted(line.number(), line.hash()));
                        lines.write(line.entry());
                        lines.write("}\n");
                    }
                    number = line.number();
                }
                lines.flush();
            }
            for (SignedCheckpoint checkpoint : seals.of(tenant, before.number(), end.number())) {
                lines.write(checkpoint.line());
                lines.write('\n');
            }
            lines.write("{\"end\":%d,\"hash\":\"%s\"}\n".formatted(end.number(), end.hash()));
            lines.flush();
        }
    }

    /**
     * @param after the number behind which it begins; 0 is the whole trail
     * @throws Refusal {@link Fault#INVALID} where the trail has no such number
     */
    Export begin(TenantId tenant, long after, Instant now) {
        Optional<SignedCheckpoint> sealed = seals.seal(tenant, now);
        Chain end = sealed.map(one -> new Chain(
                        tenant.value(),
                        one.checkpoint().number(),
                        one.checkpoint().hash()))
                .orElseGet(() -> head(tenant));
        if (after > end.number()) {
            throw new Refusal(
                    Fault.INVALID, "after is the number of an entry; the last one is %d.".formatted(end.number()));
        }
        return new Export(seals, tenant, at(tenant, after), end);
    }

    private Chain head(TenantId tenant) {
        return database.in(tenant, handle -> handle.createQuery(
                        "select number, encode(hash, 'hex') as hash from audit_head where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Chain(tenant.value(), row.getLong("number"), row.getString("hash")))
                .findOne()
                .orElseGet(() -> Chain.empty(tenant.value())));
    }

    private Chain at(TenantId tenant, long number) {
        if (number == 0) {
            return Chain.empty(tenant.value());
        }
        return database.in(tenant, handle -> handle.createQuery(
                        "select encode(hash, 'hex') as hash from audit_entry where tenant_id = :tenant and number = :number")
                .bind("tenant", tenant.value())
                .bind("number", number)
                .map((row, context) -> new Chain(tenant.value(), number, row.getString("hash")))
                .one());
    }
}
