package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.EipModel;
import org.snakeyaml.engine.v2.nodes.Node;

/** A unit on every duration that takes one ({@code 2s}, not {@code 2000}); 0 needs none. */
public class DurationUnitsCheck implements FileCheck {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private final Settings settings;

    public DurationUnitsCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Element element : file.elements()) {
            check(file, element, element.kind(), element.body(), findings);
            YamlNodes.child(element.body(), "redeliveryPolicy").ifPresent(policy ->
                    check(file, element, "redeliveryPolicy", policy, findings));
        }
        for (Endpoint endpoint : Endpoint.of(file, settings)) {
            ComponentModel component = endpoint.scheme().isEmpty() ? null : CATALOG.componentModel(endpoint.scheme());
            if (component != null) {
                component.getEndpointOptions().forEach(option -> endpoint.option(option.getName())
                        .ifPresent(value -> check(file, endpoint.element(), option, value, findings)));
            }
        }
        return findings;
    }

    private void check(RouteFile file, Element element, String model, Node body, List<Finding> findings) {
        EipModel eip = CATALOG.eipModel(model);
        if (eip != null) {
            eip.getOptions().forEach(option -> YamlNodes.text(body, option.getName())
                    .ifPresent(value -> check(file, element, option, value, findings)));
        }
    }

    private static void check(
            RouteFile file, Element element, BaseOptionModel option, String value, List<Finding> findings) {
        if ("duration".equals(option.getType()) && value.matches("0*[1-9]\\d*")) {
            findings.add(Finding.at(file, element, option.getName() + ": " + value + " has no unit"));
        }
    }
}
