package io.homeward.remediation.flow;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The networks whose addresses are trusted places. */
@Singleton
class TrustedPlaces {
    /** Names are never looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Network> networks;

    TrustedPlaces(FlowSettings settings) {
        networks = settings.trustedNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList();
    }

    /** @param prefix the network's bits, shifted to the right by those of the host */
    private record Network(BigInteger prefix, int hostBits, int addressBytes) {

        /** @throws IllegalArgumentException where it is no network; the service does not start */
        static Network parse(String text) {
            String[] parts = text.strip().split("/", 2);
            byte[] address = literal(parts[0])
                    .orElseThrow(() -> new IllegalArgumentException("homeward.flow.trusted-networks: " + text));
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * Byte.SIZE;
            int hostBits = address.length * Byte.SIZE - bits;
            if (bits < 0 || hostBits < 0) {
                throw new IllegalArgumentException("homeward.flow.trusted-networks: " + text);
            }
            return new Network(new BigInteger(1, address).shiftRight(hostBits), hostBits, address.length);
        }

        boolean contains(byte[] other) {
            return other.length == addressBytes
                    && new BigInteger(1, other).shiftRight(hostBits).equals(prefix);
        }
    }

    boolean contain(Optional<String> address) {
        return address.flatMap(TrustedPlaces::literal)
                .filter(each -> networks.stream().anyMatch(network -> network.contains(each)))
                .isPresent();
    }

    private static Optional<byte[]> literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
