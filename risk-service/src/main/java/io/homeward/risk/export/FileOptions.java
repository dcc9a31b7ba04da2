package io.homeward.risk.export;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a file does not say about itself.
 *
 * @param zone of times without an offset (OpenSSH, Keycloak's log)
 * @param year of the first line of an OpenSSH log; empty for the newest that puts no line into the future
 * @param host what to call an OpenSSH server
 * @param interactive whether an Entra CSV is that of interactive sign-ins
 * @param dateOrder how an Entra CSV's dates with slashes are read
 * @param mapping of any other CSV
 */
public record FileOptions(
        ZoneId zone,
        OptionalInt year,
        Optional<String> host,
        boolean interactive,
        Optional<DateOrder> dateOrder,
        Optional<Mapping> mapping) {
    public static final FileOptions NONE = new FileOptions(
            ZoneOffset.UTC, OptionalInt.empty(), Optional.empty(), true, Optional.empty(), Optional.empty());

    /** Entra calls its downloads {@code InteractiveSignIns_…} and {@code NonInteractiveSignIns_…}. */
    public static boolean interactive(String fileName) {
        return !fileName.toLowerCase(Locale.ROOT).contains("noninteractive");
    }
}
