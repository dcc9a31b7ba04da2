package io.homeward.gateway.route;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation. */
record Network(InetAddress prefix, int bits) {

    /** @throws IllegalArgumentException where the text is no network */
    static Network of(String cidr) {
        String[] parts = cidr.trim().split("/");
        if (parts.length != 2 || !parts[0].matches("[0-9A-Fa-f.:]+")) {
            throw new IllegalArgumentException("No network: " + cidr);
        }
        try {
            InetAddress prefix = InetAddress.getByName(parts[0]);
            int bits = Integer.parseInt(parts[1]);
            if (bits < 0 || bits > prefix.getAddress().length * 8) {
                throw new IllegalArgumentException("No network: " + cidr);
            }
            return new Network(prefix, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("No network: " + cidr, e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] first = prefix.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
