package dev.replicate4j.tools.internal.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which http(s) addresses an agent may pass on, and which ones the files of an output are fetched from: those of the public
 * internet. Replicate fetches what is passed on, and this machine fetches outputs; neither is to be led to a service of a
 * private network. A name is judged by what it resolves to now.
 */
public final class AddressPolicy {

    /** Replicate's hosts of files need not be looked up. */
    private static final Pattern REPLICATE = Pattern.compile("(?:[a-z0-9-]+\\.)*replicate\\.(?:delivery|com)");

    /** What some resolvers read as an IPv4 address, and others as another one: 2130706433, 0x7f.1, 0177.0.0.1. */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:0x[0-9a-f]*|[0-9]+)\\.?");

    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private final HostResolver resolver;
    private final boolean local;

    /**
     * Makes a policy.
     *
     * @param local whether the API is a server on this machine, as in tests: its files are here too, and there may be no
     *     network that could find other hosts
     */
    public AddressPolicy(HostResolver resolver, boolean local) {
        this.resolver = resolver;
        this.local = local;
    }

    /** {@return whether an address may be used} */
    public boolean allows(URI address) {
        return refusal(address).isEmpty();
    }

    /** {@return why an address may not be used; empty if it may} */
    public Optional<String> refusal(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("is no http or https address");
        }
        if (host == null || host.isEmpty()) {
            return Optional.of("names no host");
        }
        if (address.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password");
        }
        return ofHost(host.toLowerCase(Locale.ROOT));
    }

    private Optional<String> ofHost(String host) {
        if (REPLICATE.matcher(host).matches()) {
            return Optional.empty();
        }
        boolean literal = host.startsWith("[");
        if (!literal && NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches()) {
            return Optional.of("has a host of numbers that is no IPv4 address in its usual form");
        }
        try {
            InetAddress[] addresses = resolver.resolve(literal ? host.substring(1, host.length() - 1) : host);
            boolean allPublic = addresses.length > 0 && Arrays.stream(addresses).allMatch(this::isAllowed);
            return allPublic
                    ? Optional.empty()
                    : Optional.of("leads to a loopback, link-local, private or other special address");
        } catch (UnknownHostException e) {
            return local ? Optional.empty() : Optional.of("has a host that cannot be found");
        }
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddress.isPublic(address) || (local && address.isLoopbackAddress());
    }
}
