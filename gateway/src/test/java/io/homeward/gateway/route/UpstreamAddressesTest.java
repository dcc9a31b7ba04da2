package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which addresses those are is {@code platform/outbound}'s, and seen there. */
class UpstreamAddressesTest {
    private static final List<URI> SERVICES = List.of(URI.create("http://203.0.113.7:8081"));

    @Test
    void private_networks_and_the_suite_are_not_called_unless_the_operator_says_otherwise() throws Exception {
        AppsSettings settings = new SmallRyeConfigBuilder()
                .withMapping(AppsSettings.class)
                .withDefaultValue("homeward.apps.host", "localhost")
                .build()
                .getConfigMapping(AppsSettings.class);
        var byDefault = new UpstreamAddresses(List.of(), settings.refusedNetworks(), SERVICES);
        var opened = new UpstreamAddresses(List.of("127.0.0.1:8099"), List.of(), SERVICES);

        assertThat(find(byDefault, "http://10.1.2.3/")).isEmpty();
        assertThat(find(byDefault, "http://100.100.100.200/")).isEmpty();
        assertThat(find(opened, "http://10.1.2.3/")).isPresent();
        assertThat(find(opened, "http://203.0.113.7/")).isEmpty();
        assertThat(find(opened, "http://203.0.113.8/x"))
                .hasValueSatisfying(address -> assertThat(address.getPort()).isEqualTo(80));
        assertThat(find(opened, "http://localhost:8099/x")).isPresent();
        assertThat(find(opened, "http://localhost:8098/x")).isEmpty();
        assertThat(find(opened, "ftp://203.0.113.8/")).isEmpty();
        assertThat(find(opened, "http://no-such-host.invalid/")).isEmpty();
    }

    private static Optional<InetSocketAddress> find(UpstreamAddresses addresses, String uri) throws Exception {
        return addresses.find(URI.create(uri)).toCompletableFuture().get();
    }
}
