package io.homeward.auditcheck;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A statement that up to this number a trail was what this hash says. It is worth something with a signature only. */
public record Checkpoint(UUID tenant, long number, String hash, Instant at) {

    /** What is signed. */
    public byte[] text() {
        return String.join(
                        "\n",
                        "homeward-audit-checkpoint",
                        tenant.toString(),
                        String.valueOf(number),
                        hash,
                        at.toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
