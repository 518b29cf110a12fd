package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every route says what it does (description) and where it belongs (group); a file holds one group. */
public class RouteHeadCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        List<Element> routes = file.elements("route");
        for (Element route : routes) {
            if (route.text("description").filter(text -> !text.isBlank()).isEmpty()) {
                findings.add(Finding.at(file, route, "has no description"));
            }
            Optional<String> group = route.text("group");
            if (!file.folder().isEmpty() && !group.equals(Optional.of(file.folder()))) {
                findings.add(Finding.at(file, route, "its group is " + group.orElse("missing") + ", its folder " + file.folder()));
            }
        }
        if (routes.stream().map(route -> route.text("group")).distinct().count() > 1) {
            findings.add(Finding.at(file, routes.get(0), "the routes of this file have different groups: one flow per file"));
        }
        return findings;
    }
}
