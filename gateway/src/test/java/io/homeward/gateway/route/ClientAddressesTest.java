package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls is who stands before the last proxy that is trusted. */
class ClientAddressesTest {
    private final ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.0/8", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
                "10.0.0.1 | - | 10.0.0.1",
                "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
                "10.0.0.1 | 6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "10.0.0.1 | 6.6.6.6, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
                "10.0.0.1 | 6.6.6.6;198.51.100.1, 10.9.9.9 | 198.51.100.1",
                "10.0.0.1 | 10.2.2.2, 10.1.1.1 | 10.2.2.2",
                "10.0.0.1 | 6.6.6.6, nonsense, 10.9.9.9 | 10.9.9.9",
                "10.0.0.1 | localhost | 10.0.0.1",
                "10.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
                "10.0.0.1 | [2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
                "10.0.0.1 | 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "fd00::1 | ::ffff:198.51.100.1 | 198.51.100.1"
            })
    void only_what_a_trusted_proxy_wrote_is_believed(String peer, String forwardedFor, String client) {
        List<String> headers = forwardedFor == null ? List.of() : Arrays.asList(forwardedFor.split(";"));

        assertThat(addresses.address(peer, headers)).isEqualTo(client);
    }

    @Test
    void by_default_nobody_is_trusted() {
        assertThat(new ClientAddresses(List.of()).address("10.0.0.1", List.of("198.51.100.1")))
                .isEqualTo("10.0.0.1");
    }
}
