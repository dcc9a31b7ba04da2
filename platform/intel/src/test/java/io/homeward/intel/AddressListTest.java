package io.homeward.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressListTest {

    @Test
    void the_narrowest_block_of_the_list_answers_and_bad_lines_are_counted_and_named() {
        var list = AddressList.of(
                "# exits\n10.0.0.0/8\n10.1.0.0/16 # narrower\n\nnonsense\n10.1.2.3 ; alone\n1.2.3.4/33\n2001:db8::/32\n");

        assertThat(find(list, "10.1.2.3")).contains("10.1.2.3");
        assertThat(find(list, "10.1.2.4")).contains("10.1.0.0/16");
        assertThat(find(list, "10.2.0.1")).contains("10.0.0.0/8");
        assertThat(find(list, "::ffff:10.2.0.1")).contains("10.0.0.0/8");
        assertThat(find(list, "2001:0DB8:0:0::9")).contains("2001:db8:0:0:0:0:0:0/32");
        assertThat(find(list, "11.0.0.1")).isEmpty();
        assertThat(find(list, "9.255.255.255")).isEmpty();
        assertThat(find(list, "2001:db9::1")).isEmpty();
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.text().malformed()).isEqualTo(2);
        assertThat(list.text().examples()).containsExactly("line 5: nonsense", "line 7: 1.2.3.4/33");
    }

    @Test
    void the_ends_of_all_addresses_are_found() {
        var list = AddressList.of("0.0.0.0/0\n::/0\n255.255.255.255\nffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n");

        assertThat(find(list, "255.255.255.255")).contains("255.255.255.255");
        assertThat(find(list, "0.0.0.0")).contains("0.0.0.0/0");
        assertThat(find(list, "ffff::")).contains("0:0:0:0:0:0:0:0/0");
        assertThat(AddressList.EMPTY.find(IpAddress.of("1.2.3.4"))).isEmpty();
    }

    @Test
    void a_list_of_nothing_we_understand_or_of_too_much_is_refused() throws IOException {
        assertThatThrownBy(() -> read("<html>\nnot found\n", 10)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> AddressList.read(new ByteArrayInputStream(new byte[] {(byte) 0xff, (byte) 0xfe}), 10))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read("1.1.1.1\n1.1.1.2\n", 1)).hasMessageContaining("more than 1");
        assertThat(read("# withdrawn\n", 1).size()).isZero();
    }

    /** Against the plain way of looking: every block, the narrowest. */
    @Test
    void whatever_the_blocks_the_answer_is_that_of_looking_at_each() {
        var random = new Random(4);
        for (int round = 0; round < 200; round++) {
            boolean v6 = round % 2 == 1;
            var blocks = new ArrayList<IpRange>();
            for (int n = random.nextInt(12); n >= 0; n--) {
                blocks.add(new IpRange(address(random, v6), (v6 ? 112 : 16) + random.nextInt(17)));
            }
            AddressList list = AddressList.of(blocks);
            for (int n = 0; n < 200; n++) {
                IpAddress sought = address(random, v6);
                assertThat(list.find(sought)).as("%s in %s", sought, blocks).isEqualTo(plain(blocks, sought));
            }
        }
    }

    @Test
    void a_table_is_looked_up_by_its_ranges_and_organisations_are_kept_once() throws IOException {
        var table = AsnTable.read(new ByteArrayInputStream("""
                1.0.0.0,1.0.0.255,13335,"Cloudflare, Inc."
                1.0.4.0,1.0.7.255,38803,Gtelecom Pty Ltd
                2001:200::,2001:200:1b9:ffff:ffff:ffff:ffff:ffff,2500,WIDE "Project" #1
                1.0.9.0,1.0.8.0,1,backwards
                16777216,16777471,1,numbers
                1.0.10.0,2001::1,1,mixed
                """.getBytes(StandardCharsets.UTF_8)), 100);

        assertThat(table.find(IpAddress.of("1.0.0.0"))).contains(new Network(13335, "Cloudflare, Inc."));
        assertThat(table.find(IpAddress.of("1.0.7.255"))).contains(new Network(38803, "Gtelecom Pty Ltd"));
        assertThat(table.find(IpAddress.of("1.0.1.0"))).isEmpty();
        assertThat(table.find(IpAddress.of("2001:200::7"))).contains(new Network(2500, "WIDE \"Project\" #1"));
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.text().malformed()).isEqualTo(3);
    }

    @Test
    void what_belongs_to_nobody_in_public_is_special_in_every_spelling() {
        assertThat(List.of(
                        "10.1.2.3",
                        "100.64.0.1",
                        "127.0.0.1",
                        "169.254.1.1",
                        "172.31.0.1",
                        "192.168.1.1",
                        "224.0.0.1",
                        "255.255.255.255",
                        "0.0.0.0",
                        "::1",
                        "::",
                        "fe80::1",
                        "fd00::1",
                        "ff02::1",
                        "::ffff:10.1.2.3",
                        "0:0:0:0:0:ffff:c0a8:101",
                        "64:ff9b::1"))
                .allMatch(text -> SpecialAddresses.isSpecial(IpAddress.of(text)));
        assertThat(List.of(
                        "8.8.8.8",
                        "203.0.113.9",
                        "100.128.0.1",
                        "172.32.0.1",
                        "2a02:c0::1",
                        "2001:db8::1",
                        "223.1.1.1"))
                .noneMatch(text -> SpecialAddresses.isSpecial(IpAddress.of(text)));
    }

    private static Optional<IpRange> plain(List<IpRange> blocks, IpAddress sought) {
        return blocks.stream().filter(block -> block.contains(sought)).max(Comparator.comparingInt(IpRange::bits));
    }

    private static IpAddress address(Random random, boolean v6) {
        return v6
                ? new IpAddress(true, 0x20010DB800000000L, random.nextInt(0x30000))
                : new IpAddress(false, 0, 0xFFFF_0000L - 0x20000 + random.nextInt(0x30000));
    }

    private static AddressList read(String text, int most) throws IOException {
        return AddressList.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
    }

    private static Optional<String> find(AddressList list, String address) {
        return list.find(IpAddress.of(address)).map(IpRange::brief);
    }
}
