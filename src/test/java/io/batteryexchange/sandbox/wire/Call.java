package io.batteryexchange.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One call of an upstream's contract: what it takes and who answers it. */
public final class Call {

    /** A query parameter. */
    public record Parameter(boolean required, Pattern pattern) {
    }

    private final String method;
    private final String name;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private Shape body;
    private boolean bodyOptional;
    private boolean changing;
    private boolean language;
    private Function<WireRequest, Answer> handler;
    private String subject;
    private BiPredicate<WireRequest, Fault> ownFaults = (request, fault) -> false;

    private Call(String method, String name) {
        this.method = method;
        this.name = name;
    }

    /** @param name the path without the upstream's prefix, which is also the name that timelines use */
    public static Call get(String name) {
        return new Call("GET", name);
    }

    public static Call post(String name) {
        return new Call("POST", name);
    }

    public Call required(String parameter, String pattern) {
        parameters.put(parameter, new Parameter(true, Pattern.compile(pattern)));
        return this;
    }

    public Call optional(String parameter, String pattern) {
        parameters.put(parameter, new Parameter(false, Pattern.compile(pattern)));
        return this;
    }

    public Call body(Shape shape) {
        body = shape;
        return this;
    }

    public Call optionalBody(Shape shape) {
        body = shape;
        bodyOptional = true;
        return this;
    }

    /** A success changes something upstream. */
    public Call changes() {
        changing = true;
        return this;
    }

    /** {@code Accept-Language} is required. */
    public Call inLanguage() {
        language = true;
        return this;
    }

    public Call answeredBy(Function<WireRequest, Answer> newHandler) {
        handler = newHandler;
        return this;
    }

    /** A read of what changing calls of the same upstream change; both name it by this parameter and field. */
    public Call about(String idName) {
        subject = idName;
        return this;
    }

    /** Faults that the handler plays itself, and when it can. Under the city's lock. */
    public Call playing(BiPredicate<WireRequest, Fault> possible) {
        ownFaults = possible;
        return this;
    }

    /** The same call under another name. */
    public Call alias(String otherName) {
        Call alias = new Call(method, otherName);
        alias.parameters.putAll(parameters);
        alias.body = body;
        alias.bodyOptional = bodyOptional;
        alias.changing = changing;
        alias.language = language;
        alias.handler = handler;
        alias.subject = subject;
        alias.ownFaults = ownFaults;
        return alias;
    }

    public String method() {
        return method;
    }

    public String name() {
        return name;
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }

    Shape body() {
        return body;
    }

    boolean bodyOptional() {
        return bodyOptional;
    }

    public boolean changing() {
        return changing;
    }

    boolean language() {
        return language;
    }

    /** Null: no such read. */
    String subject() {
        return subject;
    }

    boolean plays(WireRequest request, Fault fault) {
        return ownFaults.test(request, fault);
    }

    Answer handle(WireRequest request) {
        return handler.apply(request);
    }
}
