package io.homeward.risk.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymousListTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "255.255.255.255, 255.255.255.255"
    })
    void an_address_is_read_from_its_text(String text, String shown) {
        assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "256.1.1.1", "1.2.3", "1.2.3.4.5", ":", "1:2", "fe80::1%eth0", "dead", "٣.1.1.1"
            })
    void what_is_no_address_is_none_and_no_name_is_resolved(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void neighbours_share_a_24_or_a_48() {
        assertThat(IpRange.around(ip("203.0.113.9"))).hasToString("203.0.113.0/24");
        assertThat(IpRange.around(ip("203.0.113.9")).last()).hasToString("203.0.113.255");
        assertThat(IpRange.around(ip("2001:db8:1:2::3"))).hasToString("2001:db8:1:0:0:0:0:0/48");
        assertThat(IpRange.around(ip("2001:db8:1:2::3")).last()).hasToString("2001:db8:1:ffff:ffff:ffff:ffff:ffff");
        assertThat(IpRange.around(ip("203.0.113.9")).contains(ip("203.0.114.1")))
                .isFalse();
    }

    @Test
    void the_narrowest_block_of_the_list_answers_and_bad_lines_are_named() {
        var list = AnonymousList.of("# exits\n10.0.0.0/8\n10.1.0.0/16 # narrower\n\nnonsense\n10.1.2.3\n1.2.3.4/33\n");

        assertThat(list.find(ip("10.1.2.3"))).map(IpRange::brief).contains("10.1.2.3");
        assertThat(list.find(ip("10.1.9.9"))).map(IpRange::toString).contains("10.1.0.0/16");
        assertThat(list.find(ip("10.2.0.1"))).map(IpRange::toString).contains("10.0.0.0/8");
        assertThat(list.find(ip("11.0.0.1"))).isEmpty();
        assertThat(list.unreadableLines()).isEqualTo(List.of(5, 7));
        assertThat(list.version())
                .hasSize(16)
                .isNotEqualTo(AnonymousList.of("10.0.0.0/8").version());
    }

    @Test
    void a_changed_file_is_read_again_and_a_missing_one_leaves_the_last_list(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "10.0.0.1\n");
        var addresses = new AnonymousAddresses(() -> Optional.of(file));
        assertThat(addresses.current().find(ip("10.0.0.1"))).isPresent();

        Files.writeString(file, "10.0.0.22\n");
        assertThat(addresses.current().find(ip("10.0.0.1"))).isEmpty();
        assertThat(addresses.current().find(ip("10.0.0.22"))).isPresent();

        Files.delete(file);
        assertThat(addresses.current().find(ip("10.0.0.22"))).isPresent();
    }

    @Test
    void nothing_is_listed_without_a_file_and_a_file_that_is_not_there_stops_the_start() {
        assertThat(new AnonymousAddresses(Optional::empty).current().size()).isZero();
        assertThatThrownBy(() -> new AnonymousAddresses(() -> Optional.of(Path.of("no/such/file"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("homeward.intel.anonymous-addresses-file");
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
