package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No route id and no step id twice in the whole bundle: Camel doesn't start with two routes of one id. */
public class UniqueIdsCheck implements BundleCheck {

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Finding> routes = new HashMap<>();
        Map<String, Finding> steps = new HashMap<>();
        for (RouteFile file : bundle.files()) {
            for (Element element : file.elements()) {
                Optional<String> id = element.id();
                if (id.isPresent()) {
                    Map<String, Finding> names = element.is("route", "routeConfiguration") ? routes : steps;
                    Finding here = Finding.at(file, element, "");
                    Finding before = names.putIfAbsent(id.get(), here);
                    if (before != null) {
                        findings.add(Finding.at(file, element,
                                "the id " + id.get() + " is taken by " + before.file() + ", " + before.place()));
                    }
                }
            }
        }
        return findings;
    }
}
