package io.batteryexchange.flow.support.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One request of the fuzz run while it is made up, and what its answer must be. */
public final class Shot {

    public final Contract.Operation operation;
    /** What is wrong with it. */
    public String label = "valid";
    public String method;
    /** By name, as they stand in the path: encoded. */
    public final Map<String, String> path = new LinkedHashMap<>();
    /** Encoded {@code name=value} pairs. */
    public final List<String> query = new ArrayList<>();
    /** Header lines. */
    public final List<String> headers = new ArrayList<>();
    /** The body's fields; null where there is no JSON object. */
    public ObjectNode fields;
    /** The body as it is sent, when it is not simply {@link #fields}. */
    public byte[] body;
    public String contentType;
    public String host = "127.0.0.1";
    public String version = "HTTP/1.1";
    /** The whole path and query instead of what is above. */
    public String target;

    /** Statuses of which the answer must have one; empty: anything below 500. */
    public Set<Integer> expected = Set.of();
    /** What a 400 must name; null: nothing in particular. */
    public String named;
    /** The parameters and fields are what the contract asks for. */
    public boolean wellFormed = true;
    /** It is addressed to the operation: a refusal is one that the contract describes. */
    public boolean arrives = true;

    public Shot(Contract.Operation operation) {
        this.operation = operation;
        this.method = operation.method();
    }

    /** Makes it a request that must be refused so. */
    public void mustBe(String what, String name, Integer... statuses) {
        label = what;
        named = name;
        expected = Set.of(statuses);
        wellFormed = false;
    }

    /** Makes it a request of which nothing is known but that it may do no harm. */
    public void mayBe(String what) {
        label = what;
        wellFormed = false;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Takes the parameter out of the query. */
    public void without(String name) {
        query.removeIf(pair -> pair.startsWith(name + "="));
    }

    public String target() {
        if (target != null) {
            return target;
        }
        String filled = operation.template();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
    }

    /** What is longer gets 413, whatever else is wrong with it. */
    private static final int LONGEST_BODY = 64 * 1024;

    byte[] bodyBytes(boolean ascii) {
        return body != null ? body : fields == null ? new byte[0] : Values.json(fields, ascii);
    }

    /** The bytes to send. */
    public byte[] bytes(String token, boolean ascii) {
        byte[] content = bodyBytes(ascii);
        if (content.length > LONGEST_BODY && !expected.equals(Set.of(413))) {
            mustBe(label + ", too long", null, 413);
        }
        StringBuilder head = new StringBuilder(method + " " + target() + " " + version + "\r\n");
        if (host != null) {
            head.append("Host: ").append(host).append("\r\n");
        }
        head.append("Authorization: Bearer ").append(token).append("\r\n");
        if (contentType != null) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        boolean chunked = headers.stream().anyMatch(line -> line.startsWith("Transfer-Encoding"));
        if (!chunked && (content.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(content);
        return all.toByteArray();
    }

    @Override
    public String toString() {
        String text = new String(bytes("…", true), StandardCharsets.ISO_8859_1);
        return operation.id() + ", " + label + ": " + (text.length() > 1500 ? text.substring(0, 1500) + "… (" + text.length() + ")" : text);
    }
}
