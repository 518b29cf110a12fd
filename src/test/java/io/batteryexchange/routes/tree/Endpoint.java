package io.batteryexchange.routes.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * What a {@code from}, {@code to} and the like speak to.
 *
 * @param element    the element that holds the uri
 * @param scheme     the component, such as {@code sql}; empty when it is only known at run time
 * @param path       what stands between the scheme and the question mark; empty when the parameters hold it
 * @param query      the options behind the question mark
 * @param parameters the options under {@code parameters}
 */
public record Endpoint(
        Element element, String scheme, String path, Map<String, String> query, Map<String, String> parameters) {

    private static final String[] WITH_URI = {"from", "to", "toD", "wireTap", "poll"};
    private static final String[] WITH_EXPRESSION = {"enrich", "pollEnrich"};
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

    public static List<Endpoint> of(RouteFile file, Settings settings) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Element element : file.elements()) {
            uri(element).ifPresent(uri -> endpoints.add(of(element, uri, settings)));
        }
        return endpoints;
    }

    public boolean consumes() {
        return element.is("from", "poll", "pollEnrich");
    }

    /** A call by HTTP; a uri that starts with a placeholder is one unless the setting's default says otherwise. */
    public boolean speaksHttp() {
        return scheme.equals("http") || scheme.equals("https");
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(parameters.getOrDefault(name, query.get(name)));
    }

    private static Optional<String> uri(Element element) {
        if (element.is(WITH_URI)) {
            return element.text("uri").or(() -> YamlNodes.text(element.body()));
        }
        if (element.is(WITH_EXPRESSION)) {
            return YamlNodes.child(element.body(), "expression").flatMap(language ->
                    Stream.of("constant", "simple")
                            .flatMap(name -> YamlNodes.child(language, name).stream())
                            .flatMap(body -> YamlNodes.text(body, "expression").stream())
                            .findFirst());
        }
        return Optional.empty();
    }

    private static Endpoint of(Element element, String uri, Settings settings) {
        String known = uri.startsWith("{{") ? withSchemeOfPlaceholder(uri, settings) : uri;
        int question = questionMark(known);
        String target = known.substring(0, question);
        int colon = target.indexOf(':');
        String scheme = colon < 0 ? target : target.substring(0, colon);
        String path = colon < 0 ? "" : target.substring(colon + 1);
        return new Endpoint(element, SCHEME.matcher(scheme).matches() ? scheme : "", path,
                query(known.substring(Math.min(question + 1, known.length()))), parameters(element));
    }

    private static String withSchemeOfPlaceholder(String uri, Settings settings) {
        String resolved = Placeholder.resolve(uri, settings);
        int colon = resolved.indexOf(':');
        boolean schemeIsKnown = colon > 0 && SCHEME.matcher(resolved.substring(0, colon)).matches();
        return schemeIsKnown ? resolved : "http://" + uri;
    }

    /** The question mark that ends the path, not one inside an expression. */
    private static int questionMark(String uri) {
        int depth = 0;
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '?' && depth == 0) {
                return i;
            }
        }
        return uri.length();
    }

    private static Map<String, String> query(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                options.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return options;
    }

    /** Without those that are an empty map: to Camel they are nothing, and Kaoto leaves some where it has opened a form. */
    private static Map<String, String> parameters(Element element) {
        Map<String, String> options = new LinkedHashMap<>();
        YamlNodes.child(element.body(), "parameters").ifPresent(node -> YamlNodes.children(node).forEach((name, value) -> {
            if (!(value instanceof MappingNode) || !YamlNodes.children(value).isEmpty()) {
                options.put(name, YamlNodes.text(value).orElse(""));
            }
        }));
        return options;
    }
}
