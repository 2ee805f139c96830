package dev.replicate4j.bench.stub;

import java.util.Locale;

/** The head of a request; bodies are read and thrown away. */
record Request(String method, String path, String head) {

    static Request parse(String head) {
        int first = head.indexOf(' ');
        int second = head.indexOf(' ', first + 1);
        String target = head.substring(first + 1, second);
        int query = target.indexOf('?');
        return new Request(head.substring(0, first), query < 0 ? target : target.substring(0, query), head);
    }

    /** Returns the value of a header, empty where it is absent. */
    String header(String name) {
        String wanted = "\r\n" + name + ":";
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at, wanted, 0, wanted.length())) {
                int end = head.indexOf("\r\n", at + 2);
                return head.substring(at + wanted.length(), end < 0 ? head.length() : end)
                        .trim();
            }
        }
        return "";
    }

    boolean chunked() {
        return header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    long contentLength() {
        String length = header("content-length");
        return length.isEmpty() ? 0 : Long.parseLong(length);
    }
}
