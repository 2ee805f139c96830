package dev.replicate4j.mcp;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;

/** A servlet container on the loopback interface, for the SDK's transport. */
final class HttpEndpoint implements AutoCloseable {

    static final String PATH = "/mcp";

    private static final String ADDRESS = "127.0.0.1";
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    private final Tomcat tomcat;
    private final String token;
    private final boolean generated;

    private HttpEndpoint(Tomcat tomcat, String token, boolean generated) {
        this.tomcat = tomcat;
        this.token = token;
        this.generated = generated;
    }

    /**
     * Starts a container.
     *
     * @param port 0 for a free one
     * @param token what clients have to send; null or empty for one that is made up
     * @throws UncheckedIOException if the port is in use
     */
    static HttpEndpoint start(int port, @Nullable String token, Servlet servlet, CancelableCalls calls) {
        LOGGER.setLevel(Level.WARNING);
        String given = token == null ? "" : token.strip();
        boolean generated = given.isEmpty();
        String secret = generated ? random() : given;
        Tomcat tomcat = new Tomcat();
        try {
            Path home = Files.createTempDirectory("replicate-mcp");
            home.toFile().deleteOnExit();
            tomcat.setBaseDir(home.toString());
            tomcat.setConnector(connector(port));
            Context context = tomcat.addContext("", home.toString());
            Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
            wrapper.setAsyncSupported(true);
            wrapper.addMapping(PATH);
            addFilter(context, new LoopbackFilter(secret, calls));
            tomcat.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new UncheckedIOException(new IOException(
                    "The server cannot listen on port " + port + " of " + ADDRESS + ". Is it in use?", e));
        }
        return new HttpEndpoint(tomcat, secret, generated);
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setProperty("address", ADDRESS);
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        return connector;
    }

    private static void addFilter(Context context, LoopbackFilter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("loopback");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("loopback");
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return the server's address} */
    String url() {
        return "http://" + ADDRESS + ":" + tomcat.getConnector().getLocalPort() + PATH;
    }

    /** {@return what people are told when it has started; the token only where they cannot know it} */
    String announcement() {
        return "MCP server (Streamable HTTP): " + url() + "\nClients send the header Authorization: Bearer "
                + (generated ? token : "<the value of REPLICATE_MCP_TOKEN>");
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOGGER.log(Level.WARNING, "The server did not stop properly", e);
        }
    }
}
