package dev.replicate4j.tools.internal.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface HostResolver {

    /**
     * Resolves a name.
     *
     * @throws UnknownHostException if there is no such host
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
