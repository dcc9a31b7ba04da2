package io.homeward.accessrules.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.1, false",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "2001:db8:77::/48, 2001:db8:77:ffff::1, true",
        "2001:db8:77::/48, 2001:db8:78::1, false",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::1/128, ::1, true",
        "64:ff9b::192.0.2.33/128, 64:ff9b::c000:221, true"
    })
    void a_range_contains_what_begins_with_its_bits(String range, String address, boolean contains) {
        assertThat(IpRange.of(range).contains(IpAddress.of(address))).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "192.0.2", "192.0.2.0.1", "192.0.2.256", "192.0.2.-1", "0x7f.1.1.1", "192.0.2.1 ",
                        "example.org",
                "1", "1:2", ":::", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "fe80::1%eth0",
                "::192.0.2.256", "1:2:3:4:5:6:7::8:9", "١٩٢.0.2.1"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2.0/a",
                "::/129",
                "/24",
                "192.0.2.0/24/8",
                "192.0.2.0/+8"
            })
    void what_is_no_range_is_refused(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }

    @Property
    void an_address_is_read_as_the_jdk_reads_it(@ForAll("v6") byte[] bytes) throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);
        var parts = ByteBuffer.wrap(bytes);

        assertThat(IpAddress.of(bytes)).isEqualTo(IpAddress.of(address.getHostAddress()));
        assertThat(IpAddress.of(address.getHostAddress()))
                .isEqualTo(
                        bytes.length == 4
                                ? new IpAddress(false, 0, Integer.toUnsignedLong(parts.getInt()))
                                : new IpAddress(true, parts.getLong(), parts.getLong()));
    }

    @Property
    void what_is_written_is_read_again(@ForAll("v6") byte[] bytes, @ForAll @IntRange(max = 128) int bits)
            throws UnknownHostException {
        var address = IpAddress.of(InetAddress.getByAddress(bytes).getHostAddress());
        var range = new IpRange(address, Math.min(bits, address.bits()));

        assertThat(IpAddress.of(address.toString())).isEqualTo(address);
        assertThat(IpRange.of(range.toString())).isEqualTo(range);
        assertThat(range.contains(address)).isTrue();
    }

    @Provide
    Arbitrary<byte[]> v6() {
        var any = Arbitraries.bytes();
        return Arbitraries.oneOf(
                any.array(byte[].class).ofSize(4),
                any.array(byte[].class).ofSize(16).filter(bytes -> bytes[0] != 0),
                Arbitraries.of((byte) 0, (byte) 1)
                        .array(byte[].class)
                        .ofSize(16)
                        .filter(bytes -> bytes[0] != 0));
    }

    @Test
    void a_platform_is_what_the_browser_says() {
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"))
                .contains(Platform.WINDOWS);
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36"))
                .contains(Platform.ANDROID);
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"))
                .contains(Platform.IOS);
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"))
                .contains(Platform.MACOS);
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0)"))
                .contains(Platform.LINUX);
        assertThat(Platform.ofUserAgent("Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1)"))
                .contains(Platform.WINDOWS_PHONE);
        assertThat(Platform.ofUserAgent("curl/8.9.1")).isEmpty();
    }
}
