package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, without what differs from one time to the next: headers, the boundaries of a form, times.
 *
 * @param method the method
 * @param url the recorded form of the URL
 * @param body the JSON body without secrets, or the parts of a form; null where there is none
 */
record RecordedCall(String method, String url, @Nullable Object body) {

    private static final Pattern RUN = Pattern.compile("/(?:predictions|trainings)/([^/?]+)(/cancel)?$");
    private static final Pattern TIME = Pattern.compile("(created_(?:after|before)=)[^&]*");

    static RecordedCall read(Map<String, @Nullable Object> json) {
        return new RecordedCall(String.valueOf(json.get("method")), String.valueOf(json.get("url")), json.get("body"));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = ServerJson.object("method", method, "url", url);
        if (body != null) {
            json.put("body", body);
        }
        return json;
    }

    /** {@return the same text for calls that are the same} */
    String key() {
        return method + " " + TIME.matcher(url).replaceAll("$1") + " " + ServerJson.text(ServerJson.sorted(body));
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("QUERY");
    }

    boolean isCreate() {
        return method.equals("POST") && (url.endsWith("/predictions") || url.endsWith("/trainings"));
    }

    boolean isCancel() {
        return method.equals("POST") && url.endsWith("/cancel");
    }

    /** {@return the id of the run that is read or canceled; null if none is} */
    @Nullable String runId() {
        Matcher matcher = RUN.matcher(url);
        boolean found = url.startsWith(RecordedUrls.API) && matcher.find() && (isRead() || isCancel());
        return found ? matcher.group(1) : null;
    }

    /** {@return how the other call differs, one member a line: what this one has, and what the other has} */
    List<String> differences(RecordedCall other) {
        Map<String, String> recorded = members();
        Map<String, String> actual = other.members();
        TreeSet<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(actual.keySet());
        return names.stream()
                .filter(name -> !String.valueOf(recorded.get(name)).equals(String.valueOf(actual.get(name))))
                .map(name -> name + ": recorded " + recorded.getOrDefault(name, "nothing") + ", but is "
                        + actual.getOrDefault(name, "missing"))
                .toList();
    }

    private Map<String, String> members() {
        Map<String, String> members = new TreeMap<>();
        members.put("method", method);
        members.put("url", TIME.matcher(url).replaceAll("$1"));
        addMembers("", body, members);
        return members;
    }

    private static void addMembers(String path, @Nullable Object value, Map<String, String> members) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> addMembers(path.isEmpty() ? "" + name : path + "." + name, member, members));
        } else if (value instanceof List<?> list) {
            Map<String, @Nullable Object> items = new LinkedHashMap<>();
            list.forEach(item -> items.put(Integer.toString(items.size()), item));
            addMembers(path, items, members);
        } else if (!path.isEmpty()) {
            String text = ServerJson.text(value);
            members.put(path, text.length() > 200 ? text.substring(0, 200) + "..." : text);
        }
    }
}
