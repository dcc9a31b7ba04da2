package io.homeward.risk.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Ids for sign-ins whose source gives none: the hash of the row, so that the same row of an overlapping file is the same sign-in. Identical rows of one
 * second are told apart by counting them.
 */
public final class RowIds {
    /** No system writes more distinct rows in a second than this. */
    private static final int MOST_ROWS_A_SECOND = 10_000;

    private static final int BYTES = 16;

    private final String prefix;
    private final Map<String, Integer> sameSecond = new HashMap<>();
    private long second = Long.MIN_VALUE;

    public RowIds(String prefix) {
        this.prefix = prefix;
    }

    public String of(String row, Instant at) {
        if (at.getEpochSecond() != second || sameSecond.size() > MOST_ROWS_A_SECOND) {
            second = at.getEpochSecond();
            sameSecond.clear();
        }
        int nth = sameSecond.merge(row, 1, Integer::sum);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((row + "#" + nth).getBytes(StandardCharsets.UTF_8));
            return prefix + "-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
