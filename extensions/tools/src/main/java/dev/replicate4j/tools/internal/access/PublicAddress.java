package dev.replicate4j.tools.internal.access;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the public internet from those of a machine or network of one's own. */
final class PublicAddress {

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6((Inet6Address) address, bytes);
    }

    /** The registry of special purpose addresses: RFC 6890 and what was added to it. */
    private static boolean isPublicV4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        boolean special = a == 0
                || a >= 240
                || (a == 100 && b >= 64 && b < 128) // shared by the customers of a carrier
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19)) // benchmarks
                || (a == 198 && b == 51 && c == 100) // documentation
                || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    private static boolean isPublicV6(Inet6Address address, byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        if (address.isIPv4CompatibleAddress() || isZero(bytes, 0, 10)) {
            return false; // ::a.b.c.d and ::ffff:a.b.c.d are other names of IPv4 addresses
        }
        if (first == 0x2002) {
            return isPublicEmbedded(bytes, 2); // 6to4
        }
        if (first == 0x64 && second == 0xFF9B) {
            return isZero(bytes, 4, 12) && isPublicEmbedded(bytes, 12); // NAT64
        }
        return (first & 0xE000) == 0x2000 // global unicast
                && !(first == 0x2001 && (second < 0x200 || second == 0xDB8)) // Teredo and others, documentation
                && first != 0x3FFF;
    }

    private static boolean isPublicEmbedded(byte[] bytes, int from) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
