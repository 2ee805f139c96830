package dev.replicate4j.mcp;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** A request whose message was looked at. */
final class MessageRequest extends HttpServletRequestWrapper {

    private final String message;

    MessageRequest(HttpServletRequest request, String message) {
        super(request);
        this.message = message;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new StringReader(message));
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Content(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return message.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public long getContentLengthLong() {
        return getContentLength();
    }

    private static final class Content extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Content(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The whole message is here: it is read without waiting.");
        }
    }
}
