package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Contract;
import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whatever calls {@code direct:} or {@code seda:} finds a route there, and every such route is called, serves an operation or is asked by a page. */
public class LocalCallsCheck implements BundleCheck {

    private static final Pattern CALL = Pattern.compile("(?<![\\w-])(direct|seda):(?://)?((?:[\\w.-]|\\$\\{[^{}]*}|\\{\\{[^{}]*}})+)");
    private static final Pattern UNKNOWN_PART = Pattern.compile("\\$\\{[^{}]*}|\\{\\{[^{}]*}}");
    private static final Set<String> PROSE = Set.of("description", "note", "message");

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Finding> consumers = consumers(bundle);
        Set<String> called = new HashSet<>();
        for (Call call : calls(bundle)) {
            if (call.isUnknown()) {
                findings.add(call.finding("nobody can see which route this calls: write a part of its name, as in direct:on-${...}"));
            } else if (consumers.keySet().stream().filter(call::reaches).peek(called::add).count() == 0) {
                findings.add(call.finding("no route consumes from " + call.target));
            }
        }
        for (Contract contract : bundle.contracts()) {
            contract.operations().forEach(operation -> called.add("direct:" + operation));
        }
        for (String route : bundle.pageCalls()) {
            if (!consumers.containsKey("direct:" + route)) {
                findings.add(new Finding("src/main/java", "a page", "no route consumes from direct:" + route));
            }
            called.add("direct:" + route);
        }
        consumers.forEach((uri, consumer) -> {
            if (!called.contains(uri)) {
                findings.add(new Finding(consumer.file(), consumer.place(), "nothing calls " + uri));
            }
        });
        return findings;
    }

    private static Map<String, Finding> consumers(RouteBundle bundle) {
        Map<String, Finding> consumers = new LinkedHashMap<>();
        for (RouteFile file : bundle.files()) {
            for (Endpoint endpoint : Endpoint.of(file, bundle.knownSettings())) {
                if (endpoint.element().is("from") && isLocal(endpoint)) {
                    consumers.put(uri(endpoint), Finding.at(file, endpoint.element(), ""));
                }
            }
        }
        return consumers;
    }

    private static List<Call> calls(RouteBundle bundle) {
        List<Call> calls = new ArrayList<>();
        for (RouteFile file : bundle.files()) {
            Set<Object> consuming = new HashSet<>();
            for (Element from : file.elements("from")) {
                YamlNodes.child(from.body(), "uri").ifPresent(consuming::add);
            }
            YamlNodes.eachText(file.root(), (key, value) -> {
                if (!PROSE.contains(key) && !consuming.contains(value)) {
                    CALL.matcher(value.getValue()).results().forEach(match ->
                            calls.add(new Call(match.group(1) + ":" + match.group(2), file, YamlNodes.line(value))));
                }
            });
            for (Endpoint endpoint : Endpoint.of(file, bundle.knownSettings())) {
                if (!endpoint.element().is("from") && isLocal(endpoint) && endpoint.path().isEmpty()) {
                    calls.add(new Call(uri(endpoint), file, endpoint.element().line()));
                }
            }
        }
        for (RouteFile file : bundle.files()) {
            for (Element rest : file.elements("rest")) {
                YamlNodes.eachText(rest.body(), (key, value) -> bundle.contracts().stream()
                        .filter(contract -> key.equals("specification") && value.getValue().endsWith(contract.name()))
                        .flatMap(contract -> contract.operations().stream())
                        .forEach(operation -> calls.add(new Call("direct:" + operation, file, YamlNodes.line(value)))));
            }
        }
        return calls;
    }

    private static boolean isLocal(Endpoint endpoint) {
        return endpoint.scheme().equals("direct") || endpoint.scheme().equals("seda");
    }

    private static String uri(Endpoint endpoint) {
        String name = endpoint.path().isEmpty() ? endpoint.option("name").orElse("") : endpoint.path().replaceFirst("^//", "");
        return endpoint.scheme() + ":" + name;
    }

    private record Call(String target, RouteFile file, int line) {

        boolean isUnknown() {
            return UNKNOWN_PART.matcher(target.substring(target.indexOf(':') + 1)).replaceAll("").isEmpty();
        }

        boolean reaches(String consumer) {
            StringBuilder names = new StringBuilder();
            for (String known : UNKNOWN_PART.split(target, -1)) {
                names.append(names.isEmpty() ? "" : ".+").append(Pattern.quote(known));
            }
            return consumer.matches(names.toString());
        }

        Finding finding(String reason) {
            return Finding.at(file, line, reason);
        }
    }
}
