package io.homeward.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private final Destinations addresses = new Destinations(
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
        assertThat(Destinations.isPlain(URI.create(uri))).isFalse();
    }

    @Test
    void a_name_nobody_knows_has_no_address() throws Exception {
        assertThat(find("http://no-such-host.invalid/")).isEmpty();
    }

    private Optional<InetSocketAddress> find(String uri) {
        return addresses.find(URI.create(uri));
    }

    /** A tenant names them itself. */
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
    void private_networks_are_called_only_where_the_operator_leaves_them_out(String literal) throws Exception {
        var byDefault = new Destinations(List.of(), List.of(Destinations.PRIVATE_NETWORKS.split(",")), List.of());
        var opened = new Destinations(List.of(), List.of(), List.of());

        assertThat(byDefault.mayCall(InetAddress.getByName(literal), 80)).isFalse();
        assertThat(opened.mayCall(InetAddress.getByName(literal), 80)).isTrue();
        String host = literal.contains(":") ? "[" + literal + "]" : literal;
        assertThat(byDefault.mayBeNamed(URI.create("https://" + host + "/x"))).isFalse();
        assertThat(byDefault.find(URI.create("https://" + host + "/x"))).isEmpty();
        assertThat(opened.mayBeNamed(URI.create("https://" + host + "/x"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST.:443/",
                "https://sub.localhost/",
                "https://printer.local/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://metadata/",
                "https://idp.corp/",
                "https://10.in-addr.arpa/",
                "https://127.0.0.1/",
                "https://[::1]:8443/",
                "https://[::ffff:169.254.169.254]/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://203.0.113.7/",
                "https://10.97.0.1/",
                "ftp://login.example/",
                "https://a@login.example/"
            })
    void is_not_even_named(String uri) {
        assertThat(addresses.mayBeNamed(URI.create(uri))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.example/x", "https://login.example.:8443/", "https://203.0.113.8/"})
    void may_be_named(String uri) {
        assertThat(addresses.mayBeNamed(URI.create(uri))).isTrue();
    }

    @Test
    void what_the_operator_allows_is_allowed_by_its_name_on_its_port() {
        var opened = new Destinations(List.of("LocalHost:8099", "idp.corp:443"), List.of("0.0.0.0/0"), List.of());

        assertThat(opened.mayBeNamed(URI.create("http://localhost:8099/x"))).isTrue();
        assertThat(opened.mayBeNamed(URI.create("https://idp.corp/x"))).isTrue();
        assertThat(opened.mayBeNamed(URI.create("https://idp.corp:8443/x"))).isFalse();
        assertThat(opened.find(URI.create("http://localhost:8099/x"))).isPresent();
        assertThat(opened.find(URI.create("http://localhost:8098/x"))).isEmpty();
    }
}
