package dev.replicate4j.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form as it was sent: what counts of it, whatever the boundary. */
record Multipart(Map<String, Part> parts) {

    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n]+)");

    /** One part; file name and type are empty where there is none. */
    record Part(String filename, String type, String body) {}

    static Multipart parse(String contentType, String body) {
        String boundary = contentType.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String part : body.split(Pattern.quote("--" + boundary))) {
            int head = part.indexOf("\r\n\r\n");
            if (head > 0) {
                String headers = part.substring(0, head);
                String content = part.substring(head + 4).replaceFirst("\\r\\n$", "");
                parts.put(
                        first(NAME, headers),
                        new Part(first(FILE_NAME, headers), first(TYPE, headers).strip(), content));
            }
        }
        return new Multipart(parts);
    }

    Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new AssertionError("the form has no part " + name + ", but " + parts.keySet());
        }
        return part;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
