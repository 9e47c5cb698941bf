package dev.stet.server.limits;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code ::1/128}, or a single one, {@code 192.0.2.7}. Immutable.
 *
 * @param family length of an address in bits: 32 or 128
 * @param bits how many bits are alike
 * @param prefix those bits, as a number
 */
public record AddressRange(int family, int bits, BigInteger prefix) {

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = Addresses.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address, range=" + text));
        int family = address.getAddress().length * Byte.SIZE;
        int bits = family;
        if (slash >= 0) {
            String tail = text.substring(slash + 1);
            bits = tail.matches("[0-9]{1,3}") ? Integer.parseInt(tail) : -1;
        }
        if (bits < 0 || bits > family) {
            throw new IllegalArgumentException("not a number of bits from 0 to " + family + ", range=" + text);
        }
        return new AddressRange(family, bits, leading(address, bits));
    }

    /** Returns whether an address is one of these. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length * Byte.SIZE == family
                && leading(address, bits).equals(prefix);
    }

    private static BigInteger leading(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - bits);
    }
}
