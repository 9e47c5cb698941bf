package dev.stet.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word counts about where a request comes from. */
class AddressPolicyTest {
    private static final AddressPolicy BEHIND_PROXIES = new AddressPolicy(
            List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8")),
            ForwardedHeader.X_FORWARDED_FOR,
            List.of());

    private static InetAddress address(String text) {
        return Addresses.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // peer | said | client
                "203.0.113.5 | 192.0.2.7 | 203.0.113.5",
                "10.0.0.1 | - | 10.0.0.1",
                "10.0.0.1 | 192.0.2.7 | 192.0.2.7",
                "10.0.0.1 | 198.51.100.9, 192.0.2.7 | 192.0.2.7",
                "10.0.0.1 | 192.0.2.7, 10.9.9.9 | 192.0.2.7",
                "10.0.0.1 | 192.0.2.7:4711 | 192.0.2.7",
                "10.0.0.1 | 2001:db8::7 | 2001:db8::7",
                "10.0.0.1 | [2001:db8::7]:4711 | 2001:db8::7",
                "fd00::1 | 192.0.2.7 | 192.0.2.7",
                "10.0.0.1 | 192.0.2.7, unknown | 10.0.0.1",
                "10.0.0.1 | localhost | 10.0.0.1",
                "10.0.0.1 | 192.0.2.7, | 10.0.0.1",
                "10.0.0.1 | 192.0.2.256 | 10.0.0.1",
                "10.0.0.1 | 192.0.2 | 10.0.0.1",
                "10.0.0.1 | 10.0.0.2, 10.0.0.3 | 10.0.0.2",
            })
    void theClientIsWhoTheLastTrustedProxySays(String peer, String said, String client) {
        assertThat(BEHIND_PROXIES.client(address(peer), said == null ? List.of() : List.of(said)))
                .isEqualTo(address(client));
    }

    @Test
    void severalHeadersAreReadAsOne() {
        assertThat(BEHIND_PROXIES.client(address("10.0.0.1"), List.of("198.51.100.9", "192.0.2.7, 10.0.0.2")))
                .isEqualTo(address("192.0.2.7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.7 | 192.0.2.7",
                "For=\"192.0.2.7:4711\";proto=https | 192.0.2.7",
                "proto=https; for=\"[2001:db8::7]\" | 2001:db8::7",
                "for=198.51.100.9, for=192.0.2.7;by=10.0.0.1 | 192.0.2.7",
                "for=_hidden | 10.0.0.1",
                "by=10.0.0.1 | 10.0.0.1",
                "for=\"192.0.2.7 | 10.0.0.1",
            })
    void theStandardHeaderIsReadIfItIsTheOne(String said, String client) {
        AddressPolicy policy = new AddressPolicy(BEHIND_PROXIES.trustedProxies(), ForwardedHeader.FORWARDED, List.of());
        assertThat(policy.client(address("10.0.0.1"), List.of(said))).isEqualTo(address(client));
    }

    @Test
    void thisMachineAndProxiesAreNotCounted() {
        assertThat(AddressPolicy.DEFAULT.holder(address("127.0.0.1"))).isEmpty();
        assertThat(AddressPolicy.DEFAULT.holder(address("::1"))).isEmpty();
        assertThat(BEHIND_PROXIES.holder(address("10.1.2.3"))).isEmpty();
        assertThat(AddressPolicy.DEFAULT.holder(address("192.0.2.7"))).hasValue("192.0.2.7");
    }

    @Test
    void aNetworkOfIpVersionSixIsOneHolder() {
        String one = AddressPolicy.DEFAULT.holder(address("2001:db8:0:1::1")).orElseThrow();
        assertThat(AddressPolicy.DEFAULT.holder(address("2001:db8:0:1:ffff::2")))
                .hasValue(one);
        assertThat(AddressPolicy.DEFAULT.holder(address("2001:db8:0:2::1")))
                .isPresent()
                .isNotEqualTo(one);
    }

    @Test
    void rangesHoldWhatBeginsAlike() {
        AddressRange range = AddressRange.parse("192.0.2.128/25");
        assertThat(range.contains(address("192.0.2.128"))).isTrue();
        assertThat(range.contains(address("192.0.2.255"))).isTrue();
        assertThat(range.contains(address("192.0.2.127"))).isFalse();
        assertThat(range.contains(address("::ffff"))).isFalse();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(address("203.0.113.5")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "example.org", "10.0.0", "::1/129", "1.2.3.4.5"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
