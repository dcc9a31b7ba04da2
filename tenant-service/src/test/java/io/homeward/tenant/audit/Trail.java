package io.homeward.tenant.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Feeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A trail as tests look at it. */
final class Trail {
    private Trail() {}

    record Row(long number, String hash, String text) {
        JsonNode entry() {
            return Feeds.read(text);
        }
    }

    static List<Row> of(TenantDatabase database, TenantId tenant) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select number, encode(hash, 'hex') as hash, entry from audit_entry where tenant_id = :tenant order by number""")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Row(row.getLong("number"), row.getString("hash"), row.getString("entry")))
                .list());
    }

    /** As the documentation of the package says. */
    static String hash(String previous, TenantId tenant, long number, String entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            digest.update(ByteBuffer.allocate(24)
                    .putLong(tenant.value().getMostSignificantBits())
                    .putLong(tenant.value().getLeastSignificantBits())
                    .putLong(number)
                    .array());
            digest.update(entry.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
