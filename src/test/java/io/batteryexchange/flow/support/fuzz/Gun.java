package io.batteryexchange.flow.support.fuzz;

import static io.batteryexchange.flow.support.fuzz.Shot.encoded;
import static io.batteryexchange.flow.support.fuzz.Values.any;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes up requests for an operation by its contract: good ones, and good ones with one thing wrong. The same seed makes the same requests. */
public final class Gun {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What an English caller sends; whatever else is sent here means Russian. */
    public static final String ENGLISH = "en-GB, ru;q=0.1";
    private static final String LONG_LINE = "x".repeat(20_000);

    private final Random random;
    private final List<Contract.Operation> operations;
    private Map<String, List<String>> world = Map.of();

    public Gun(Random random, List<Contract.Operation> operations) {
        this.random = random;
        this.operations = operations;
    }

    /** The values that exist now, by the names of parameters and fields. */
    public void aimAt(Map<String, List<String>> values) {
        world = values;
    }

    public Shot next() {
        Shot shot = good(any(random, operations));
        int kind = random.nextInt(100);
        if (kind < 15) {
            return shot;
        }
        if (kind < 20) {
            return harmless(shot);
        }
        List<Consumer<Shot>> wrongs = new ArrayList<>(List.of(this::wrongMethod, this::notAcceptable, this::wrongTarget, this::wrongHead, this::mutatedTarget, this::headersOfOthers));
        if (!shot.operation.in("query").isEmpty()) {
            wrongs.addAll(List.of(this::badParameter, this::badParameter, this::repeatedParameter, this::brokenEncoding, this::missingParameter, this::longQuery));
        }
        if (!shot.operation.in("path").isEmpty()) {
            wrongs.addAll(List.of(this::badPath, this::badPath));
        }
        if (shot.fields != null) {
            wrongs.addAll(List.of(this::badField, this::badField, this::badField, this::missingField, this::repeatedField, this::noObject, this::noObject, this::deep, this::wrongType,
                this::mutatedBody, this::brokenChunks));
        }
        any(random, wrongs).accept(shot);
        if (random.nextInt(4) == 0) {
            shot.headers.add("Accept-Language: " + any(random, List.of(ENGLISH, ENGLISH, "ru", "-", "*", "x;q=2", ",,,", "\u00ea\u00ee", "en;q=0.0001".repeat(50))));
        }
        return shot;
    }

    /** A request that the contract allows, about things that exist as far as the world knows any. */
    public Shot good(Contract.Operation operation) {
        Shot shot = new Shot(operation);
        operation.in("path").forEach(parameter -> shot.path.put(parameter.name(), encoded(value(parameter.name(), parameter.schema()).replaceAll("/|^\\.+$", "-"))));
        for (Contract.Parameter parameter : operation.in("query")) {
            boolean known = world.containsKey(parameter.name()) || parameter.schema().has("enum") || !parameter.schema().path("type").asText().equals("string");
            if (parameter.required() || known && random.nextInt(4) == 0) {
                shot.query.add(parameter.name() + "=" + encoded(value(parameter.name(), parameter.schema())));
            }
        }
        if (operation.body() != null) {
            shot.fields = JSON.createObjectNode();
            shot.contentType = any(random, List.of("application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\""));
            operation.body().path("properties").properties().forEach(field -> shot.fields.set(field.getKey(), fieldValue(field.getKey(), field.getValue())));
        }
        return shot;
    }

    private String value(String name, JsonNode schema) {
        return world.containsKey(name) && random.nextInt(12) != 0 ? any(random, world.get(name)) : Values.good(random, schema);
    }

    private JsonNode fieldValue(String name, JsonNode schema) {
        String text = value(name, schema);
        boolean number = schema.has("oneOf") && random.nextBoolean();
        return number ? JSON.valueToTree(Long.valueOf(text)) : schema.path("type").asText().equals("boolean") ? JSON.valueToTree(Boolean.valueOf(text)) : JSON.valueToTree(text);
    }

    /** Still right: what the contract does not name is ignored. */
    private Shot harmless(Shot shot) {
        shot.label = "with more than is asked for";
        shot.query.add(any(random, List.of("debug=1", "a=1&a=2", "%D0%BA=%00", "x", "=", "CamelSqlQuery=select+1", "CamelHttpMethod=DELETE", "lease_no=1&state_x=done")));
        if (shot.fields != null) {
            shot.fields.put(any(random, List.of("lease_no", "CamelSqlQuery", "", "кот", "\u0000", "\ud800")), any(random, List.of("1", "\u0000", "\ud800", "x".repeat(10_000))));
            shot.fields.set("more", any(random, List.<JsonNode>of(JSON.createObjectNode().put("a", 1e300), JSON.createArrayNode().add(1).addNull(), JSON.valueToTree(Double.MIN_VALUE))));
        } else if (random.nextBoolean()) {
            String form = "cargo_ref_id=claim-1&cargo_ref_id=claim-2&task_id=1&limit=x&cell_id=%00";
            shot.contentType = any(random, List.of("application/x-www-form-urlencoded", "application/json", "text/xml", "multipart/form-data; boundary=a", "nonsense"));
            shot.body = form.getBytes(StandardCharsets.UTF_8);
        }
        return shot;
    }

    private void missingParameter(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("query"));
        shot.without(parameter.name());
        if (!parameter.required()) {
            shot.label = "without an optional parameter";
            return;
        }
        shot.mustBe("without " + parameter.name(), parameter.name(), 400);
        if (random.nextBoolean()) { // neither a header nor a form stands in for it
            shot.headers.add(parameter.name() + ": " + (parameter.name().equals("point_id") ? "17000000000002" : "claim-1"));
        } else if (shot.fields == null) {
            shot.contentType = "application/x-www-form-urlencoded";
            shot.body = (parameter.name() + "=claim-1").getBytes(StandardCharsets.UTF_8);
        }
    }

    private void badParameter(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("query"));
        shot.without(parameter.name());
        String bad = Values.bad(random, parameter.schema());
        shot.query.add(random.nextInt(shot.query.size() + 1), parameter.name() + "=" + encoded(bad));
        shot.mustBe("bad " + parameter.name(), parameter.name(), 400);
    }

    private void repeatedParameter(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("query"));
        String pair = parameter.name() + "=" + encoded(value(parameter.name(), parameter.schema()));
        shot.without(parameter.name());
        shot.query.addAll(List.of(pair, random.nextBoolean() ? pair : parameter.name() + "="));
        shot.mustBe("repeated " + parameter.name(), parameter.name(), 400);
    }

    private void brokenEncoding(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("query"));
        shot.without(parameter.name());
        shot.query.add(parameter.name() + "=" + any(random, List.of("%", "%4", "%zz", "a%", "%c0%af", "%ff", "%ed%a0%80", "%f5%80%80%80", "%e2%82", "%C3(", "%u0041", "%-1")));
        shot.mustBe("broken encoding of " + parameter.name(), parameter.name(), 400);
    }

    private void longQuery(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("query"));
        shot.without(parameter.name());
        shot.query.add(parameter.name() + "=" + "x".repeat(random.nextInt(40_000) + 200));
        shot.mustBe("long " + parameter.name(), null, 400, 414, 431);
        shot.arrives = false;
    }

    private void badPath(Shot shot) {
        Contract.Parameter parameter = any(random, shot.operation.in("path"));
        String bad = any(random, List.of("..", ".", "%2e%2e", "..%2f..", "%2F", "a%2Fb", "a%5Cb", "%00", "a%00", "%0a", "a%0d%0aX:1", ";a=b", "a;jsessionid=1", "%3B", "%25", "%2500", "%zz", "%", "%c0%af",
            "%ff", "%20", "+%20", "a%20b", "%D0%BA", "%27", "%22", "a,b", "*", "~", "$%7Bbody%7D", "%7B%7Bnode.id%7D%7D", "x".repeat(129), "x".repeat(3000), "%F0%9F%98%80", "%E2%80%AE"));
        shot.path.put(parameter.name(), bad);
        shot.mustBe("bad path", null, 400, 404, 405);
        shot.arrives = false;
    }

    private void wrongTarget(Shot shot) {
        String target = shot.target();
        String path = target.replaceFirst("\\?.*", "");
        shot.target = any(random, List.of(path + "/", "/" + target, path + "/..", path + ".json", path.toUpperCase(), path + "/more", path + "%2F", path.replaceFirst("/v1/", "/v2/"), path + ";x=1", "/.." + path,
            path.replaceFirst("/v1/", "/v1/./"), path.replaceFirst("/v1/", "/v1//"), path.replaceFirst("/v1/", "/v1%2f"), path + "%00", path + "\\", "*", "//", path + "/%2e%2e/x", path.substring(1)));
        shot.mayBe("wrong target");
        shot.arrives = false;
    }

    private void mutatedTarget(Shot shot) {
        StringBuilder target = new StringBuilder(shot.target());
        for (int i = random.nextInt(3); i >= 0; i--) {
            char c = (char) random.nextInt(256);
            if (c != ' ' && c != '\r' && c != '\n' && c != '\t') {
                target.insert(1 + random.nextInt(target.length()), c);
            }
        }
        shot.target = target.toString();
        shot.mayBe("mutated target");
        shot.arrives = false;
    }

    private void wrongMethod(Shot shot) {
        Set<String> served = new TreeSet<>();
        operations.stream().filter(other -> other.template().equals(shot.operation.template())).forEach(other -> served.add(other.method()));
        shot.method = any(random, List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "CONNECTX", "get", "G"));
        shot.mustBe("wrong method", null, 400, 405);
        shot.arrives = false;
        if (served.contains(shot.method)) {
            shot.method = "DELETE";
        }
        if (List.of("GET", "POST", "PUT", "DELETE", "PATCH").contains(shot.method)) {
            shot.expected = Set.of(405);
        }
    }

    private void notAcceptable(Shot shot) {
        shot.headers.add("Accept: " + any(random, List.of("text/html", "application/xml", "image/*", "application/json;q=0", "nonsense", "a/b/c", "text/plain, text/html;q=0.5", ";;;")));
        shot.mustBe("not acceptable", null, 406);
    }

    private void wrongType(Shot shot) {
        shot.contentType = any(random, java.util.Arrays.asList(null, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", "application/json; charset=utf-16",
            "application/json; charset=nonsense", "json", "*/*", "application/*", "application/json, text/plain", ";", "application/vnd.api+json"));
        shot.mustBe("content type " + shot.contentType, null, 415);
    }

    private String anyField(Shot shot) {
        List<String> names = new ArrayList<>();
        shot.operation.body().path("properties").fieldNames().forEachRemaining(names::add);
        return any(random, names);
    }

    private void missingField(Shot shot) {
        String name = anyField(shot);
        shot.fields.remove(name);
        shot.mustBe("without " + name, name, 400);
    }

    private void badField(Shot shot) {
        String name = anyField(shot);
        shot.fields.set(name, Values.badField(random, shot.operation.body().path("properties").path(name)));
        shot.mustBe("bad " + name, name, 400);
    }

    private void repeatedField(Shot shot) {
        String name = anyField(shot);
        String body = new String(Values.json(shot.fields, true), StandardCharsets.UTF_8);
        shot.body = (body.substring(0, body.length() - 1) + ",\"" + name + "\":" + any(random, List.of("null", "\"x\"", "true", shot.fields.get(name).isTextual() ? "\"y\"" : "1")) + "}").getBytes(StandardCharsets.UTF_8);
        shot.mustBe("repeated " + name, "body", 400);
    }

    private void noObject(Shot shot) {
        byte[] good = Values.json(shot.fields, true);
        String text = new String(good, StandardCharsets.UTF_8);
        shot.body = any(random, List.of(
            bytes(""), bytes("  "), bytes("null"), bytes("[]"), bytes("[" + text + "]"), bytes("5"), bytes("\"x\""), bytes("true"), bytes("{"), bytes("}"), bytes("<a/>"), bytes("NaN"), bytes("{\"a\":}"),
            bytes("{'a': 1}"), bytes("\ufeff" + text), bytes(text + text), bytes(text + "x"), bytes(text + "\u0000"), bytes("//x\n" + text), bytes(text.substring(0, text.length() - 1)),
            bytes(text.replaceFirst("\\{", "{\"a\":\"\u0001\",")), bytes(text.replaceFirst("\\{", "{\"a\":" + "9".repeat(5000) + ",")), bytes(text.replaceFirst("\\{", "{\"a\":01,")),
            joined(bytes("{\"a\":\""), new byte[] {(byte) 0xc0, (byte) 0xaf}, bytes("\"," + text.substring(1))), joined(bytes("{\"a\":\""), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, bytes("\"," + text.substring(1))),
            joined(bytes("{\"a\":\""), new byte[] {(byte) 0xff}, bytes("\"," + text.substring(1))), text.getBytes(StandardCharsets.UTF_16), text.getBytes(StandardCharsets.UTF_16LE), new byte[] {0, 0, 0, 1}));
        shot.mustBe("no JSON object", "body", 400);
    }

    private void deep(Shot shot) {
        int levels = any(random, List.of(33, 1_000, 5_000, 50_000));
        String inside = any(random, List.of("[".repeat(levels) + "]".repeat(levels), "{\"a\":".repeat(levels) + "1" + "}".repeat(levels), "[".repeat(levels)));
        String text = new String(Values.json(shot.fields, true), StandardCharsets.UTF_8);
        shot.body = bytes(random.nextBoolean() ? inside : text.replaceFirst("\\{", "{\"more\":" + inside + ","));
        shot.mustBe("deep", "body", 400);
    }

    private void mutatedBody(Shot shot) {
        byte[] body = Values.json(shot.fields, random.nextBoolean());
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        shot.body = body;
        shot.mayBe("mutated body");
    }

    private void brokenChunks(Shot shot) {
        shot.body = bytes(any(random, List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "fffffffffffffffff\r\n{}\r\n", "2\r\n{}x\r\n0\r\n\r\n")));
        shot.headers.add("Transfer-Encoding: chunked");
        shot.headers.add("Connection: close");
        shot.mustBe("broken chunks", null, 400);
    }

    /** Something wrong with the head of the request that the server should see before us. */
    private void wrongHead(Shot shot) {
        shot.mayBe("wrong head");
        shot.arrives = false;
        shot.headers.add("Connection: close");
        switch (random.nextInt(9)) {
            case 0 -> shot.host = null;
            case 1 -> shot.host = any(random, List.of("a b", "", "a:b:c", "[::1", "a/../b", "127.0.0.1:99999999", "x".repeat(300)));
            case 2 -> shot.headers.add("X-Long: " + LONG_LINE);
            case 3 -> {
                for (int i = 0; i < 300; i++) {
                    shot.headers.add("X-" + i + ": 1");
                }
            }
            case 4 -> shot.headers.add(any(random, List.of("no colon", ": no name", "a b: c", "X: a\u0000b", "X\u0001: 1", "Content-Length: x", "Content-Length: -1", "Host: other", "Expect: nonsense", "Cookie: a=\u0000;;;=", "Range: bytes=a")));
            case 5 -> shot.version = "HTTP/1.0";
            case 6 -> shot.headers.add("Authorization: Bearer other");
            case 7 -> shot.headers.add("Content-Encoding: gzip");
            default -> shot.target = "http://elsewhere.example" + shot.target();
        }
    }

    /** Headers that steer Camel, proxies or our own beans, in any case: the answer is as without them. */
    private void headersOfOthers(Shot shot) {
        shot.label = "with headers of others";
        for (int i = random.nextInt(4); i >= 0; i--) {
            shot.headers.add(any(random, Smuggled.HEADERS));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
