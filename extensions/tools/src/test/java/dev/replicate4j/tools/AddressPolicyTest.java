package dev.replicate4j.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.tools.internal.access.AddressPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an agent may pass on. Names are resolved by a table, numbers by the JDK. */
class AddressPolicyTest {

    private final AddressPolicy policy = new AddressPolicy(AddressPolicyTest::resolve, false);

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "example.com" -> addresses("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");
            case "inside.example.com", "localhost" -> addresses("127.0.0.1");
            case "mixed.example.com" -> addresses("93.184.216.34", "10.0.0.1");
            default -> {
                if (!host.matches("[0-9.]+|.*:.*")) {
                    throw new UnknownHostException(host);
                }
                yield InetAddress.getAllByName(host);
            }
        };
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/cat.png",
                "http://EXAMPLE.com:8080/cat.png?x=1",
                "https://93.184.216.34/cat.png",
                "https://[2606:2800:220:1:248:1893:25c8:1946]/cat.png",
                "https://[::ffff:93.184.216.34]/cat.png",
                "https://[64:ff9b::5db8:d822]/cat.png",
                "https://replicate.delivery/xezq/cat.png",
                "https://api.replicate.com/v1/files/x"
            })
    void publicAddressesPass(String url) {
        assertThat(policy.refusal(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://inside.example.com/",
                "http://mixed.example.com/",
                "http://not-there.example.com/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.8.8.8:8080/",
                "http://0.0.0.0/",
                "http://0/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://127.0.0.1./",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://192.168.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://100.100.100.200/",
                "http://198.18.0.1/",
                "http://192.0.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a00:1::]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b:1::7f00:1]/",
                "http://[2001:0:1::1]/",
                "http://[2001:db8::1]/",
                "http://[ff02::1]/",
                "http://replicate.delivery.evil.example/",
                "http://user:password@example.com/",
                "http:///cat.png",
                "ftp://example.com/cat.png",
                "gopher://example.com/",
                "jar:https://example.com/a.jar!/b"
            })
    void allElseDoesNot(String url) {
        assertThat(policy.refusal(URI.create(url))).isPresent();
    }

    @Test
    void whereTheApiIsOnThisMachineItsFilesAreToo() {
        AddressPolicy local = new AddressPolicy(AddressPolicyTest::resolve, true);

        assertThat(local.allows(URI.create("http://127.0.0.1:8080/out.png"))).isTrue();
        assertThat(local.allows(URI.create("https://not-there.example.com/out.png")))
                .isTrue();
        assertThat(local.allows(URI.create("http://169.254.169.254/latest/meta-data")))
                .isFalse();
        assertThat(local.allows(URI.create("http://10.0.0.1/"))).isFalse();
        assertThat(local.allows(URI.create("file:///etc/passwd"))).isFalse();
    }
}
