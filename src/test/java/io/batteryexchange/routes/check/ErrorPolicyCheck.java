package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The error policy that a route names exists: for an unknown name Camel silently uses none. */
public class ErrorPolicyCheck implements BundleCheck {

    @Override
    public List<Finding> check(RouteBundle bundle) {
        Set<String> policies = new HashSet<>();
        for (RouteFile file : bundle.files()) {
            file.elements("routeConfiguration").forEach(policy -> policy.id().ifPresent(policies::add));
        }
        List<Finding> findings = new ArrayList<>();
        for (RouteFile file : bundle.files()) {
            for (Element route : file.elements("route")) {
                route.text("routeConfigurationId").filter(id -> !policies.contains(id)).ifPresent(id ->
                        findings.add(Finding.at(file, route, "there is no routeConfiguration " + id)));
            }
        }
        return findings;
    }
}
