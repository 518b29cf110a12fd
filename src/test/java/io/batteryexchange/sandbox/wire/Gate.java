package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Lets through what the contract allows and refuses the rest with the contract's error. */
final class Gate {

    private static final Pattern TRACEPARENT = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");
    /** The robots send these to the bundle; an upstream that sees them got a courier's headers. */
    private static final String CANARY = "x-leak-canary";

    private final Upstream upstream;
    private final RequestIds requestIds = new RequestIds();

    Gate(Upstream upstream) {
        this.upstream = upstream;
    }

    WireRequest pass(Call call, HttpServletRequest http, String rawBody) {
        checkMethod(call, http);
        checkToken(http);
        checkLeaks(http);
        checkTracing(http, rawBody);
        String language = http.getHeader("Accept-Language");
        if (call.language() && (language == null || !language.matches("(?i)(ru|en)\\b.*"))) {
            throw bad("Accept-Language is required: ru or en");
        }
        String token = http.getHeader("X-Idempotency-Token");
        if (upstream.tokens() && call.changing() && (token == null || !token.matches("[!-~]{1,256}"))) {
            throw bad("X-Idempotency-Token is missing");
        }
        return new WireRequest(call, query(call, http), body(call, http, rawBody), rawBody, token);
    }

    private void checkMethod(Call call, HttpServletRequest http) {
        if (!call.method().equals(http.getMethod())) {
            throw Refusal.breach(405, upstream.badRequest(), "method must be " + call.method());
        }
    }

    private void checkToken(HttpServletRequest http) {
        String authorization = http.getHeader("Authorization");
        if (!("Bearer " + upstream.token()).equals(authorization)) {
            throw Refusal.breach(401, "unauthorized", authorization == null ? "Authorization is missing" : "not the service's token");
        }
    }

    private void checkLeaks(HttpServletRequest http) {
        for (String name : Collections.list(http.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("cookie") || lower.startsWith("camel") || lower.equals(CANARY)) {
                throw bad("header " + name + " has no business here");
            }
        }
    }

    private void checkTracing(HttpServletRequest http, String rawBody) {
        String traceparent = http.getHeader("traceparent");
        if ((upstream.traced() || traceparent != null) && (traceparent == null || !TRACEPARENT.matcher(traceparent).matches())) {
            throw bad("traceparent is missing or malformed: " + traceparent);
        }
        String requestId = http.getHeader("X-Request-Id");
        if (!upstream.traced() && requestId == null) {
            return;
        }
        if (requestId == null || !REQUEST_ID.matcher(requestId).matches()) {
            throw bad("X-Request-Id is missing or malformed");
        }
        if (!requestIds.fits(requestId, http.getMethod() + http.getRequestURI() + http.getQueryString() + rawBody)) {
            throw bad("X-Request-Id " + requestId + " was used for another call");
        }
    }

    private Map<String, String> query(Call call, HttpServletRequest http) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = http.getQueryString() == null ? "" : http.getQueryString();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            Call.Parameter parameter = call.parameters().get(name);
            if (parameter == null) {
                throw bad("unknown query parameter " + name);
            }
            if (!parameter.pattern().matcher(value).matches()) {
                throw bad("query parameter %s must match %s: %s".formatted(name, parameter.pattern(), value));
            }
            if (values.put(name, value) != null) {
                throw bad("query parameter " + name + " is there twice");
            }
        }
        call.parameters().forEach((name, parameter) -> {
            if (parameter.required() && !values.containsKey(name)) {
                throw bad("query parameter " + name + " is missing");
            }
        });
        return values;
    }

    private String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad("query is not well encoded: " + text);
        }
    }

    private JsonNode body(Call call, HttpServletRequest http, String rawBody) {
        if (call.body() == null) {
            if (!rawBody.isEmpty()) {
                throw bad("this call has no body");
            }
            return null;
        }
        if (rawBody.isEmpty() && call.bodyOptional()) {
            return null;
        }
        String type = http.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json(\\s*;\\s*charset=\"?utf-8\"?)?")) {
            throw bad("Content-Type must be application/json in UTF-8: " + type);
        }
        JsonNode body = parse(rawBody);
        List<String> problems = new ArrayList<>();
        call.body().check("", body, (place, reason) -> problems.add(place + " " + reason));
        if (!problems.isEmpty()) {
            throw bad(String.join("; ", problems));
        }
        return body;
    }

    private JsonNode parse(String rawBody) {
        try {
            return Json.MAPPER.readTree(rawBody);
        } catch (JsonProcessingException e) {
            throw bad("body is not JSON: " + e.getOriginalMessage());
        }
    }

    private Refusal bad(String message) {
        return Refusal.breach(400, upstream.badRequest(), message);
    }
}
