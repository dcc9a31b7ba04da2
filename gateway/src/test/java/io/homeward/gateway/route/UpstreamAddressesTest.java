package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressesTest {
    private final UpstreamAddresses addresses = new UpstreamAddresses(
            List.of("127.0.0.1:8099"),
            List.of("10.96.0.0/12", "fd00:ec2::/32"),
            List.of(URI.create("http://203.0.113.7:8081")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "::1",
                "0.0.0.0",
                "::",
                "169.254.169.254",
                "fe80::1",
                "fec0::1",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "10.96.0.1",
                "10.111.255.254",
                "fd00:ec2::254",
                "203.0.113.7",
                "0.1.2.3"
            })
    void is_never_called(String address) throws Exception {
        assertThat(addresses.mayCall(InetAddress.getByName(address), 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.8", "192.168.55.10", "10.95.255.255", "10.112.0.0", "2001:db8::1", "fd12::1"})
    void may_be_called(String address) throws Exception {
        assertThat(addresses.mayCall(InetAddress.getByName(address), 80)).isTrue();
    }

    @Test
    void an_allowed_loopback_address_is_allowed_on_its_port_alone() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();

        assertThat(addresses.mayCall(loopback, 8099)).isTrue();
        assertThat(addresses.mayCall(loopback, 8081)).isFalse();
        assertThat(find("http://localhost:8099")).isPresent();
        assertThat(find("http://127.1:8099"))
                .as("no host by the letter of RFC 3986")
                .isEmpty();
        assertThat(find("http://localhost:8098")).isEmpty();
    }

    @Test
    void this_machine_is_not_called_under_any_of_its_addresses() throws Exception {
        for (var network : java.net.NetworkInterface.networkInterfaces().toList()) {
            for (var address : network.inetAddresses().toList()) {
                assertThat(addresses.mayCall(address, 80))
                        .as(address.toString())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://203.0.113.8/",
                "http:///x",
                "http://a:b@203.0.113.8/",
                "http://203.0.113.8/?a",
                "file:/etc/passwd",
                "http://203.0.113.8/#a",
                "mailto:a@b"
            })
    void only_plain_addresses_count(String uri) {
        assertThat(UpstreamAddresses.callable(URI.create(uri))).isFalse();
    }

    @Test
    void a_name_nobody_knows_has_no_address() throws Exception {
        assertThat(find("http://no-such-host.invalid/")).isEmpty();
    }

    private Optional<java.net.InetSocketAddress> find(String uri) throws Exception {
        return addresses.find(URI.create(uri)).toCompletableFuture().get();
    }

    /** A tenant names its upstreams itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "fd12::1"
            })
    void private_networks_are_not_called_unless_the_operator_says_otherwise(String literal) throws Exception {
        AppsSettings settings = new SmallRyeConfigBuilder()
                .withMapping(AppsSettings.class)
                .withDefaultValue("homeward.apps.host", "localhost")
                .build()
                .getConfigMapping(AppsSettings.class);
        var byDefault = new UpstreamAddresses(List.of(), settings.refusedNetworks(), List.of());
        var opened = new UpstreamAddresses(List.of(), List.of(), List.of());

        assertThat(byDefault.mayCall(InetAddress.getByName(literal), 80)).isFalse();
        assertThat(opened.mayCall(InetAddress.getByName(literal), 80)).isTrue();
    }
}
