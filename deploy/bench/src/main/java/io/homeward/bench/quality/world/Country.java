package io.homeward.bench.quality.world;

/** Sixty countries in the order of their traffic, with where their capitals are. */
public final class Country {
    private static final String[] TABLE = {
        "NO 59.9 10.8", "US 38.9 -77.0", "RU 55.8 37.6", "BR -15.8 -47.9", "DE 52.5 13.4", "SE 59.3 18.1",
        "GB 51.5 -0.1", "DK 55.7 12.6", "PL 52.2 21.0", "FR 48.9 2.4", "ES 40.4 -3.7", "NL 52.4 4.9",
        "IT 41.9 12.5", "FI 60.2 24.9", "LT 54.7 25.3", "RO 44.4 26.1", "UA 50.5 30.5", "IN 28.6 77.2",
        "CN 39.9 116.4", "TH 13.8 100.5", "VN 21.0 105.9", "PH 14.6 121.0", "ID -6.2 106.8", "TR 39.9 32.9",
        "GR 38.0 23.7", "PT 38.7 -9.1", "CH 46.9 7.4", "AT 48.2 16.4", "BE 50.9 4.4", "CZ 50.1 14.4",
        "HU 47.5 19.0", "BG 42.7 23.3", "RS 44.8 20.5", "HR 45.8 16.0", "IE 53.3 -6.3", "IS 64.1 -21.9",
        "EE 59.4 24.8", "LV 56.9 24.1", "CA 45.4 -75.7", "MX 19.4 -99.1", "AR -34.6 -58.4", "CL -33.4 -70.7",
        "CO 4.7 -74.1", "PE -12.0 -77.0", "ZA -25.7 28.2", "EG 30.0 31.2", "MA 34.0 -6.8", "KE -1.3 36.8",
        "NG 9.1 7.4", "IL 31.8 35.2", "AE 24.5 54.4", "SA 24.7 46.7", "PK 33.7 73.1", "BD 23.8 90.4",
        "JP 35.7 139.7", "KR 37.6 127.0", "TW 25.0 121.5", "SG 1.35 103.8", "AU -35.3 149.1", "NZ -41.3 174.8"
    };

    static final int COUNT = TABLE.length;

    private Country() {}

    public static String code(int country) {
        return TABLE[country].substring(0, 2);
    }

    static double latitude(int country) {
        return Double.parseDouble(TABLE[country].split(" ")[1]);
    }

    static double longitude(int country) {
        return Double.parseDouble(TABLE[country].split(" ")[2]);
    }
}
