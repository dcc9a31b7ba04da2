package io.homeward.intel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a licence asks whoever shows results of a source to say. A file of the same name with {@code .attribution} behind it says so; else the
 * name tells, for those sources we know.
 */
final class Attribution {
    static final String SUFFIX = ".attribution";

    private static final String DB_IP = "IP Geolocation by DB-IP (https://db-ip.com), CC BY 4.0";
    private static final String ASN_TABLE = "Networks: RouteViews, DB-IP (https://db-ip.com) and NRO, CC BY 4.0";
    private static final String GEOLITE =
            "This product includes GeoLite data created by MaxMind, available from https://www.maxmind.com";
    private static final int LONGEST = 500;

    private Attribution() {}

    static String of(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + SUFFIX);
        if (Files.isRegularFile(beside)) {
            try {
                String text = Files.readString(beside).strip();
                return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
            } catch (IOException e) {
                return "";
            }
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.contains("dbip") || name.contains("db-ip")) {
            return DB_IP;
        }
        if (name.contains("geolite")) {
            return GEOLITE;
        }
        return name.matches("asn-ipv[46]\\.csv") ? ASN_TABLE : "";
    }
}
