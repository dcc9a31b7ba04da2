package io.homeward.remediation.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * The world in dots, and where somebody was on it; equirectangular, drawn here, so that nobody else learns who looks at which places.
 *
 * @param land one path; with round caps and dashes of no length every unit of it is a dot
 */
public record WorldMap(String land, List<Pin> pins) {
    private static final double CELL = 2.5;
    private static final double NORTH = 78;
    private static final double WEST = -180;
    private static final int WIDTH = 144;
    private static final int HEIGHT = 54;
    private static final String LAND = drawn();

    /**
     * @param x in the units of the picture, like {@code y} and {@code r}
     * @param stopped where nobody got in from there
     */
    public record Pin(String x, String y, String r, boolean stopped) {}

    /** Where one sign-in came from. */
    record Spot(double latitude, double longitude, boolean stopped) {}

    /** Sign-ins from the same place are one pin, the larger the more they are; one that succeeded there makes it a good one. */
    static WorldMap of(List<Spot> spots) {
        var places = new LinkedHashMap<String, List<Spot>>();
        for (Spot spot : spots) {
            String place = Math.round(spot.latitude()) + " " + Math.round(spot.longitude());
            places.computeIfAbsent(place, key -> new ArrayList<>()).add(spot);
        }
        return new WorldMap(LAND, places.values().stream().map(WorldMap::pin).toList());
    }

    private static Pin pin(List<Spot> here) {
        Spot any = here.getFirst();
        double x = Math.clamp((any.longitude() - WEST) / CELL, 0, WIDTH);
        double y = Math.clamp((NORTH - any.latitude()) / CELL, 0, HEIGHT);
        double r = 1.1 + 0.5 * Math.log10(here.size());
        return new Pin(text(x), text(y), text(r), here.stream().allMatch(Spot::stopped));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Each run of land in a row as one stroke. */
    private static String drawn() {
        var path = new StringBuilder();
        List<String> rows = rows();
        for (int y = 0; y < rows.size(); y++) {
            String row = rows.get(y);
            int x = row.indexOf('#');
            while (x >= 0) {
                int end = row.indexOf('.', x);
                int length = (end < 0 ? row.length() : end) - x;
                // A little more than the last dot, lest it be lost to rounding.
                path.append('M')
                        .append(x)
                        .append(".5 ")
                        .append(y)
                        .append(".5h")
                        .append(length - 1)
                        .append(".1");
                x = row.indexOf('#', x + length);
            }
        }
        return path.toString();
    }

    private static List<String> rows() {
        try (InputStream in = WorldMap.class.getResourceAsStream("/map/land.txt")) {
            if (in == null) {
                throw new IllegalStateException("The map is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith(";"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
