package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.Placeholder;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * Every endpoint has only options that its component knows, with values of the right type. Camel checks that at start too,
 * but not for http: there an unknown option silently goes to the partner as a query parameter.
 */
public class EndpointOptionsCheck implements FileCheck {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    /** Settings of the http component that it also reads from an endpoint, though its documentation doesn't say so. */
    private static final Set<String> HTTP_TIMEOUTS =
            Set.of("connectTimeout", "soTimeout", "responseTimeout", "connectionRequestTimeout");
    private static final Pattern DURATION = Pattern.compile("(\\d+(ms|s|m|h|d))+");
    private static final Pattern EXPRESSION = Pattern.compile("\\$(simple)?\\{[^{}]*}");

    private final Settings settings;

    public EndpointOptionsCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.of(file, settings)) {
            reasons(endpoint).forEach(reason -> findings.add(Finding.at(file, endpoint.element(), reason)));
        }
        return findings;
    }

    private Set<String> reasons(Endpoint endpoint) {
        ComponentModel component = endpoint.scheme().isEmpty() ? null : CATALOG.componentModel(endpoint.scheme());
        if (component == null) {
            return Set.of(endpoint.scheme().isEmpty()
                    ? "the component must be plain to see at the head of the uri"
                    : "there is no component " + endpoint.scheme());
        }
        Set<String> reasons = new LinkedHashSet<>();
        Map<String, String> options = new LinkedHashMap<>();
        endpoint.query().forEach((name, value) -> {
            if (!endpoint.speaksHttp()) {
                options.put(name, value);
            } else if (isOrResemblesOption(name, component)) {
                reasons.add("'" + name + "' in the uri reads like an option: options go under parameters, "
                        + "behind the question mark stands what the partner gets");
            }
        });
        endpoint.parameters().forEach((name, value) -> {
            if (isComponentOnly(name, component) && !(endpoint.speaksHttp() && HTTP_TIMEOUTS.contains(name))) {
                reasons.add("'" + name + "' is an option of the component " + endpoint.scheme() + ", not of an endpoint"
                        + (endpoint.speaksHttp() ? ": the partner would get it as a query parameter" : ""));
            } else if (options.put(name, value) != null) {
                reasons.add("'" + name + "' stands both in the uri and under parameters");
            }
        });
        reasons.addAll(validated(endpoint, component, options));
        return reasons;
    }

    private List<String> validated(Endpoint endpoint, ComponentModel component, Map<String, String> options) {
        Map<String, String> plain = new LinkedHashMap<>();
        options.forEach((name, value) -> plain.put(name, harmless(name, value, component, endpoint.speaksHttp())));
        component.getEndpointParameterOptions().stream()
                .filter(option -> option.isRequired() && hasOption(option.getName(), component))
                .forEach(option -> plain.putIfAbsent(option.getName(), "{{set-for-the-component}}"));
        EndpointValidationResult result = CATALOG.validateEndpointProperties(
                uri(endpoint, plain), true, endpoint.consumes(), !endpoint.consumes());
        List<String> reasons = new ArrayList<>();
        if (result.getUnknown() != null) {
            result.getUnknown().forEach(name -> reasons.add(endpoint.scheme() + " has no option '" + name + "'"));
        }
        if (result.getNotConsumerOnly() != null) {
            result.getNotConsumerOnly().forEach(name -> reasons.add("'" + name + "' is no option of a consumer"));
        }
        if (result.getNotProducerOnly() != null) {
            result.getNotProducerOnly().forEach(name -> reasons.add("'" + name + "' is no option of a producer"));
        }
        if (!result.isSuccess() && reasons.isEmpty()) {
            reasons.add(result.summaryErrorMessage(false, true, false).strip().replaceAll("\\s+", " "));
        }
        return reasons;
    }

    private String uri(Endpoint endpoint, Map<String, String> options) {
        if (endpoint.path().isEmpty()) {
            try {
                return CATALOG.asEndpointUri(endpoint.scheme(), options, false);
            } catch (Exception e) {
                throw new IllegalArgumentException("Endpoint " + endpoint.scheme() + " with " + options, e);
            }
        }
        List<String> pairs = options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue()).toList();
        return endpoint.scheme() + ":" + withoutExpressions(endpoint.path()) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    /** The same for the catalog, but nothing that it would take for a part of the uri or can't know before run time. */
    private static String harmless(String name, String value, ComponentModel component, boolean http) {
        if (value.contains("${") || value.contains("{{")) {
            return "{{known-at-run-time}}";
        }
        boolean readsUnits = component.getEndpointOptions().stream()
                .anyMatch(option -> option.getName().equals(name) && "long".equals(option.getJavaType()));
        if (readsUnits && !http && DURATION.matcher(value).matches()) {
            return "1";
        }
        return value.replaceAll("[&=?%]", "_");
    }

    private static String withoutExpressions(String path) {
        return Placeholder.replace(EXPRESSION.matcher(path).replaceAll("dynamic"), "setting");
    }

    private static boolean isComponentOnly(String name, ComponentModel component) {
        return hasOption(name, component)
                && component.getEndpointOptions().stream().noneMatch(option -> option.getName().equals(name));
    }

    private static boolean hasOption(String name, ComponentModel component) {
        return component.getComponentOptions().stream().anyMatch(option -> option.getName().equals(name));
    }

    private static boolean isOrResemblesOption(String name, ComponentModel component) {
        return HTTP_TIMEOUTS.stream().anyMatch(option -> Spelling.resembles(name, option))
                || component.getComponentOptions().stream().anyMatch(option -> Spelling.resembles(name, option.getName()))
                || component.getEndpointOptions().stream().anyMatch(option -> Spelling.resembles(name, option.getName()));
    }
}
