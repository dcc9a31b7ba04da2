package io.homeward.risk.export;

import static io.homeward.risk.export.Exports.bad;
import static io.homeward.risk.export.Exports.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything bad that comes in files, in every format there is. Nothing of it is an error of ours, and none hides the good row after it. */
class BadFilesTest {
    private static final String ADDRESS = "203.0.113.9";

    /**
     * One format, by a file of one good row.
     *
     * @param header before the rows; empty where there is none
     * @param agent where the user agent stands in the row; empty where there is none
     */
    private record Kind(Format format, String header, String row, String time, String agent, FileOptions options) {
        List<Reading> read(String... rows) {
            return Exports.read(file(rows), Optional.of(format), options);
        }

        byte[] file(String... rows) {
            return (header + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        /** The row, as that of another sign-in. */
        String next() {
            return row.replace("rui", "eva").replace("Rui", "Eva");
        }

        @Override
        public String toString() {
            return format.wireName();
        }
    }

    static Stream<Named<Kind>> kinds() throws JsonProcessingException, NotUnderstood {
        return Stream.of(
                        new Kind(
                                Format.GRAPH,
                                "",
                                Exports.GRAPH.replace("\"status\"", "\"userAgent\":\"UA\",\"status\""),
                                "2026-11-20T08:00:00Z",
                                "UA",
                                FileOptions.NONE),
                        new Kind(
                                Format.OKTA,
                                "",
                                Exports.OKTA,
                                "2026-11-20T08:00:00.353Z",
                                "Mozilla/5.0 (X11)",
                                FileOptions.NONE),
                        new Kind(
                                Format.KEYCLOAK,
                                "",
                                Exports.KEYCLOAK.replace("\"auth_method\"", "\"user_agent\":\"UA\",\"auth_method\""),
                                "1795000000000",
                                "UA",
                                FileOptions.NONE),
                        new Kind(
                                Format.KEYCLOAK,
                                "",
                                Exports.KEYCLOAK_LINE,
                                "2026-11-20 09:00:00,123",
                                "",
                                FileOptions.NONE),
                        new Kind(
                                Format.OCSF,
                                "",
                                Exports.OCSF.replace(
                                        "\"service\"", "\"http_request\":{\"user_agent\":\"UA\"},\"service\""),
                                "1795000000000",
                                "UA",
                                FileOptions.NONE),
                        new Kind(Format.OPENSSH, "", Exports.SSHD, "Nov 20 08:00:00", "", FileOptions.NONE),
                        new Kind(
                                Format.ENTRA_CSV,
                                Exports.ENTRA_HEADER + "\n",
                                Exports.ENTRA,
                                "2026-11-20T08:00:00Z",
                                "Mozilla/5.0 (X11, \"\"odd\"\")",
                                FileOptions.NONE),
                        new Kind(
                                Format.CSV,
                                "When,Login,Source,Agent\n",
                                "2026-11-20T08:00:00Z,rui,203.0.113.9,UA",
                                "2026-11-20T08:00:00Z",
                                "UA",
                                mapped()))
                .map(kind -> Named.of(kind.format + " " + kind.row.charAt(0), kind));
    }

    private static FileOptions mapped() throws JsonProcessingException, NotUnderstood {
        return new FileOptions(
                ZoneOffset.UTC,
                OptionalInt.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of(Mapping.of(new ObjectMapper().readTree("""
                        {"columns":{"createdDateTime":"When","userPrincipalName":"Login","ipAddress":"Source","userAgent":"Agent"},"constants":{"status.errorCode":"0"}}"""))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_good_row_is_good(Kind kind) {
        List<SignIn> signIns = good(kind.read(kind.row, kind.next()));

        assertThat(signIns).hasSize(2);
        assertThat(signIns.getFirst().userName()).startsWith("rui");
        assertThat(signIns.getFirst().address()).contains(IpAddress.of(ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ipv6_is_one_address_in_all_its_spellings_and_mapped_ipv4_is_ipv4(Kind kind) {
        for (String spelling :
                List.of("2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8:0000:0000:0000:0000:0000:0001")) {
            assertThat(good(kind.read(kind.row.replace(ADDRESS, spelling)))
                            .getFirst()
                            .address())
                    .as(spelling)
                    .contains(IpAddress.of("2001:db8::1"));
        }
        assertThat(good(kind.read(kind.row.replace(ADDRESS, "::ffff:203.0.113.9")))
                        .getFirst()
                        .address())
                .contains(IpAddress.of(ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_no_address_spoils_its_row_and_not_the_next(Kind kind) {
        for (String nonsense : List.of("999.1.1.1", "fe80::1%eth0", "host.example", "203.0.113.9:443")) {
            List<Reading> readings = kind.read(kind.row.replace(ADDRESS, nonsense), kind.next());

            assertThat(bad(readings)).as(nonsense).singleElement().satisfies(row -> {
                assertThat(row.line()).isEqualTo(kind.header.isEmpty() ? 1 : 2);
                assertThat(row.reason()).contains("address");
            });
            assertThat(good(readings)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_time_that_is_none_is_named_or_no_line_of_the_log(Kind kind) {
        for (String nonsense : List.of("yesterday", "2026-13-45T99:99:99Z", "99999999999999999999", "-5", "")) {
            List<Reading> readings = kind.read(kind.row.replace(kind.time, nonsense), kind.next());

            assertThat(good(readings))
                    .as(nonsense)
                    .extracting(SignIn::userName)
                    .allMatch(name -> name.startsWith("eva"));
            assertThat(bad(readings)).hasSizeLessThanOrEqualTo(1);
            assertThat(readings).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_user_agent_of_ten_megabytes_is_a_row_that_is_too_long(Kind kind) {
        String endless = kind.agent.isEmpty()
                ? kind.row + "x".repeat(10 << 20)
                : kind.row.replace(kind.agent, "x".repeat(10 << 20));

        List<Reading> readings = kind.read(endless, kind.next());

        assertThat(bad(readings)).singleElement().satisfies(row -> assertThat(row.reason())
                .contains("too long"));
        assertThat(good(readings)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_long_user_agent_is_kept_as_far_as_it_goes(Kind kind) {
        if (kind.agent.isEmpty()) {
            return;
        }
        SignIn signIn =
                good(kind.read(kind.row.replace(kind.agent, "x".repeat(5_000)))).getFirst();

        assertThat(signIn.device().userAgent()).hasSize(512);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void depth_without_end_is_one_bad_row(Kind kind) {
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);

        List<Reading> readings = kind.read(deep, kind.next());

        assertThat(good(readings)).hasSize(1);
        assertThat(bad(readings)).hasSizeLessThanOrEqualTo(1);
        if (kind.row.startsWith("{")) {
            assertThat(bad(readings)).hasSize(1);
            assertThat(bad(Exports.read("[" + deep + "," + kind.next() + "]", Optional.of(kind.format), kind.options)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nul_and_what_is_no_utf_8_never_reach_what_is_kept(Kind kind) {
        byte[] file = kind.file(kind.row.replace("rui", "r\0ui").replace("Rui", "R\0ui"), kind.next());
        byte[] broken = kind.file(kind.row, kind.next());
        int at = new String(broken, StandardCharsets.ISO_8859_1)
                .toLowerCase(java.util.Locale.ROOT)
                .indexOf("rui", kind.header.length());
        broken[at + 1] = (byte) 0xFF;

        for (byte[] each : List.of(file, broken)) {
            List<Reading> readings = Exports.read(each, Optional.of(kind.format), kind.options);
            assertThat(good(readings)).extracting(SignIn::userName).anyMatch(name -> name.startsWith("eva"));
            assertThat(good(readings))
                    .allSatisfy(signIn -> assertThat(signIn.toString()).doesNotContain("\0"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_row_cut_off_anywhere_is_no_error_of_ours(Kind kind) {
        for (int length = 0; length < kind.row.length(); length += 7) {
            List<Reading> readings = kind.read(kind.row.substring(0, length), kind.next());

            assertThat(good(readings))
                    .as(kind.row.substring(0, length))
                    .extracting(SignIn::userName)
                    .anyMatch(name -> name.startsWith("eva"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_empty_file_is_refused_and_one_of_a_header_only_holds_nothing(Kind kind) {
        for (String nothing : List.of("", "\n\n \n", "\uFEFF")) {
            assertThatThrownBy(() -> Exports.read(nothing, Optional.of(kind.format), kind.options))
                    .hasMessage("The file is empty");
        }
        if (!kind.header.isEmpty()) {
            assertThat(kind.read()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_compressed_file_that_is_cut_keeps_what_it_had_and_says_where_it_ends(Kind kind) {
        String[] rows = Stream.iterate(0, nth -> nth + 1)
                .limit(5_000)
                .map(nth -> kind.row.replace("rui", "rui" + nth * 7_919 % 10_007))
                .toArray(String[]::new);
        byte[] packed = Exports.gzip(new String(kind.file(rows), StandardCharsets.UTF_8));

        List<Reading> readings =
                Exports.read(Arrays.copyOf(packed, packed.length / 2), Optional.of(kind.format), kind.options);
        assertThat(good(readings)).hasSizeBetween(100, 4_999);
        assertThat(bad(readings).getLast().reason()).contains("ends too early");
        assertThat(bad(readings).getLast().line()).isGreaterThan(100);

        byte[] spoilt = packed.clone();
        Arrays.fill(spoilt, packed.length / 2, packed.length / 2 + 64, (byte) 0x55);
        assertThat(bad(Exports.read(spoilt, Optional.of(kind.format), kind.options)))
                .anySatisfy(row -> assertThat(row.reason()).contains("damaged"));
        for (int length = 1; length < 12; length++) {
            byte[] begun = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> Exports.read(begun, Optional.empty(), kind.options))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
