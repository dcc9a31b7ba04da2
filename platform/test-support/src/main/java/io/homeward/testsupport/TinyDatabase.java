package io.homeward.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small database in MaxMind's format (specification 2.0): a search tree of IPv6 with IPv4 at {@code ::/96}, records of 32 bits. For
 * tests that need one which says exactly what they need.
 */
public final class TinyDatabase {
    private static final int V4_BEGINS = 96;
    private static final int EMPTY = -1;
    private static final int SEPARATOR = 16;

    private final String type;
    private final Instant built;
    private final List<int[]> nodes = new ArrayList<>();
    private final List<Map<String, ?>> records = new ArrayList<>();

    private TinyDatabase(String type, Instant built) {
        this.type = type;
        this.built = built;
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    public static TinyDatabase of(String type, Instant built) {
        return new TinyDatabase(type, built);
    }

    /** @param network in CIDR notation; narrower ones after wider ones */
    public TinyDatabase with(String network, Map<String, ?> record) {
        String[] parts = network.split("/");
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            byte[] bits = new byte[16];
            System.arraycopy(address, 0, bits, 16 - address.length, address.length);
            int length = Integer.parseInt(parts[1]) + (address.length == 4 ? V4_BEGINS : 0);
            records.add(record);
            put(bits, length, leaf(records.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static int leaf(int record) {
        return -2 - record;
    }

    private void put(byte[] bits, int length, int leaf) {
        int node = 0;
        for (int depth = 0; depth < length; depth++) {
            int side = bits[depth / 8] >> (7 - depth % 8) & 1;
            if (depth == length - 1) {
                nodes.get(node)[side] = leaf;
                return;
            }
            int next = nodes.get(node)[side];
            if (next < 0) {
                nodes.add(new int[] {next, next});
                next = nodes.size() - 1;
                nodes.get(node)[side] = next;
            }
            node = next;
        }
    }

    public Path writeTo(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        var data = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        for (Map<String, ?> record : records) {
            offsets.add(data.size());
            value(data, record);
        }
        var file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                int pointer = side == EMPTY
                        ? nodes.size()
                        : side < EMPTY ? nodes.size() + SEPARATOR + offsets.get(-2 - side) : side;
                file.write(ByteBuffer.allocate(4).putInt(pointer).array());
            }
        }
        file.write(new byte[SEPARATOR]);
        file.write(data.toByteArray());
        file.write(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        file.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 32);
        metadata.put("ip_version", 6);
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", BigInteger.valueOf(built.getEpochSecond()));
        metadata.put("database_type", type);
        metadata.put("languages", List.of("en"));
        metadata.put("description", Map.of("en", "made for a test"));
        value(file, metadata);
        return file.toByteArray();
    }

    private static void value(ByteArrayOutputStream to, @Nullable Object value) throws IOException {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(to, 2, bytes.length);
                to.write(bytes);
            }
            case Double number -> {
                control(to, 3, 8);
                to.write(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Integer number -> {
                control(to, 5, 2);
                to.write(ByteBuffer.allocate(2).putShort(number.shortValue()).array());
            }
            case Long number -> {
                control(to, 6, 4);
                to.write(ByteBuffer.allocate(4).putInt(number.intValue()).array());
            }
            case BigInteger number -> {
                control(to, 9, 8);
                to.write(ByteBuffer.allocate(8).putLong(number.longValueExact()).array());
            }
            case Boolean truth -> control(to, 14, truth ? 1 : 0);
            case List<?> list -> {
                control(to, 11, list.size());
                for (Object each : list) {
                    value(to, each);
                }
            }
            case Map<?, ?> map -> {
                control(to, 7, map.size());
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    value(to, each.getKey());
                    value(to, each.getValue());
                }
            }
            case null, default -> throw new IllegalArgumentException("Not in a database: " + value);
        }
    }

    /** Types above 7 stand in a byte of their own. */
    private static void control(ByteArrayOutputStream to, int type, int size) {
        if (size > 28) {
            throw new IllegalArgumentException("Too long for a tiny database");
        }
        if (type <= 7) {
            to.write(type << 5 | size);
        } else {
            to.write(size);
            to.write(type - 7);
        }
    }
}
