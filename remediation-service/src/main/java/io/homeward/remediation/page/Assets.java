package io.homeward.remediation.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Style and scripts of the pages. A change of any of them changes the address of all, so that a browser may keep them for good. */
final class Assets {
    /** @param type as the browser is told */
    record Asset(String type, String text) {}

    private static final Map<String, String> TYPES = Map.of(
            "icon.svg", "image/svg+xml;charset=utf-8",
            "page.css", "text/css;charset=utf-8",
            "page.js", "text/javascript;charset=utf-8");

    private static final Map<String, Asset> ALL = all();
    private static final String VERSION = version();

    private Assets() {}

    static String address(String name) {
        return "/assets/" + VERSION + "/" + name;
    }

    static Optional<Asset> find(String version, String name) {
        return version.equals(VERSION) ? Optional.ofNullable(ALL.get(name)) : Optional.empty();
    }

    private static Map<String, Asset> all() {
        var all = new LinkedHashMap<String, Asset>();
        TYPES.keySet().stream()
                .sorted()
                .forEach(name -> all.put(name, new Asset(TYPES.getOrDefault(name, ""), read(name))));
        return all;
    }

    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            ALL.values().forEach(asset -> digest.update(asset.text().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
