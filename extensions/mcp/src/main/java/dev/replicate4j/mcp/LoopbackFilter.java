package dev.replicate4j.mcp;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets pass only clients of this machine that know the token. A page in a browser is no such client: it is told by its
 * {@code Origin}, and one that has a host name of its own lead here, by the {@code Host} it asks for.
 */
final class LoopbackFilter implements Filter {

    private static final String LOOPBACK = "(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?";
    private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

    private static final int LARGEST_BODY = 8 << 20;

    private final byte[] expected;
    private final CancelableCalls calls;

    LoopbackFilter(String token, CancelableCalls calls) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.calls = calls;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String origin = asked.getHeader("Origin");
        if (!matches(HOST, asked.getHeader("Host")) || (origin != null && !matches(ORIGIN, origin))) {
            answer.sendError(HttpServletResponse.SC_FORBIDDEN, "Only clients of this machine are served.");
        } else if (!isKnown(asked.getHeader("Authorization"))) {
            answer.setHeader("WWW-Authenticate", "Bearer");
            answer.sendError(HttpServletResponse.SC_UNAUTHORIZED, "The bearer token of this server is needed.");
        } else if (asked.getMethod().equals("POST")) {
            byte[] body = asked.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                answer.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            String session = String.valueOf(asked.getHeader("Mcp-Session-Id"));
            String message = calls.incoming(new String(body, StandardCharsets.UTF_8), session);
            chain.doFilter(new MessageRequest(asked, message), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean matches(Pattern pattern, @Nullable String header) {
        return header != null && pattern.matcher(header).matches();
    }

    /** Takes the same time whatever the token is. */
    private boolean isKnown(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
