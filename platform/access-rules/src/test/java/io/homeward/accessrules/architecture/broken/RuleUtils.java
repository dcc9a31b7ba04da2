package io.homeward.accessrules.architecture.broken;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.time.Instant;

/** Breaks the rules on purpose: a library, a file, the clock, a bag of helpers. */
public final class RuleUtils {
    private RuleUtils() {}

    public static String now(File file) {
        return new ObjectMapper() + file.getName() + Instant.now();
    }
}
