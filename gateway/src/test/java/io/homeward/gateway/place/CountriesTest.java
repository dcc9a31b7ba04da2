package io.homeward.gateway.place;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The country of a call, from a database that knows one network, written here by its format's specification. */
class CountriesTest {

    @TempDir
    Path folder;

    @Test
    void an_address_has_the_country_that_the_database_says_or_none() throws Exception {
        var countries = new Countries(Optional.of(database()));

        assertThat(countries.of(IpAddress.of("81.2.69.160"))).contains(new CountryCode("NO"));
        assertThat(countries.of(IpAddress.of("82.2.69.160"))).contains(CountryCode.NOWHERE);
        countries.close();
    }

    @Test
    void without_a_database_nothing_is_known() {
        var whereabouts = new Whereabouts(new Countries(Optional.empty()));

        var surroundings = whereabouts.of("81.2.69.160", Optional.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64)"));

        assertThat(surroundings.origin().country()).isEmpty();
        assertThat(surroundings.origin().address()).contains(IpAddress.of("81.2.69.160"));
        assertThat(surroundings.platform()).contains(Platform.WINDOWS);
        assertThat(whereabouts
                        .of("no address", Optional.of("x".repeat(2000) + "Windows"))
                        .platform())
                .isEmpty();
        assertThat(whereabouts.of("no address", Optional.empty()).origin().address())
                .isEmpty();
    }

    @Test
    void a_file_that_is_no_database_stops_the_start() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("x"), "nonsense");

        assertThatThrownBy(() -> new Countries(Optional.of(nonsense))).isInstanceOf(Exception.class);
    }

    /** 81.0.0.0/8 is in Norway: a tree of eight nodes of two 24-bit records, then the data, then the metadata. */
    private Path database() throws IOException {
        var file = new ByteArrayOutputStream();
        int nodes = 8;
        for (int bit = 0; bit < nodes; bit++) {
            int next = bit == nodes - 1 ? nodes + 16 : bit + 1;
            boolean one = (81 >> (7 - bit) & 1) == 1;
            record(file, one ? nodes : next);
            record(file, one ? next : nodes);
        }
        file.write(new byte[16]);
        map(file, 1);
        text(file, "country");
        map(file, 1);
        text(file, "iso_code");
        text(file, "NO");
        file.write(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        file.write("MaxMind.com".getBytes(US_ASCII));
        map(file, 9);
        number(file, "node_count", 6, nodes);
        number(file, "record_size", 5, 24);
        number(file, "ip_version", 5, 4);
        number(file, "binary_format_major_version", 5, 2);
        number(file, "binary_format_minor_version", 5, 0);
        text(file, "build_epoch");
        file.write(new byte[] {1, 2, 1}); // an extended type: unsigned of 64 bits, one byte
        text(file, "database_type");
        text(file, "Test-Country");
        text(file, "languages");
        file.write(new byte[] {0, 4}); // an extended type: an empty array
        text(file, "description");
        map(file, 0);
        return Files.write(folder.resolve("countries.mmdb"), file.toByteArray());
    }

    private static void record(ByteArrayOutputStream file, int value) {
        file.write(value >> 16);
        file.write(value >> 8);
        file.write(value);
    }

    private static void map(ByteArrayOutputStream file, int size) {
        file.write(7 << 5 | size);
    }

    private static void text(ByteArrayOutputStream file, String text) throws IOException {
        file.write(2 << 5 | text.length());
        file.write(text.getBytes(US_ASCII));
    }

    private static void number(ByteArrayOutputStream file, String name, int type, int value) throws IOException {
        text(file, name);
        file.write(type << 5 | 1);
        file.write(value);
    }
}
