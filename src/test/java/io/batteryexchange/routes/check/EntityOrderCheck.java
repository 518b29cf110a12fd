package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.List;

/** Root entities in the order in which Kaoto saves them, so that a save moves nothing. */
public class EntityOrderCheck implements FileCheck {

    private static final List<String> ORDER = List.of("restConfiguration", "rest", "errorHandler", "onException",
            "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint", "routeConfiguration", "route", "beans");

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        Element last = null;
        for (Element entity : file.entities()) {
            if (entity.is("from")) {
                findings.add(Finding.at(file, entity, "a bare from becomes a route on the first save: write a route"));
            } else if (last != null && rank(entity) < rank(last)) {
                findings.add(Finding.at(file, entity, "stands below a " + last.kind() + "; the order is " + String.join(", ", ORDER)));
            } else {
                last = entity;
            }
        }
        return findings;
    }

    private static int rank(Element entity) {
        int index = ORDER.indexOf(entity.kind());
        return index < 0 ? ORDER.size() : index;
    }
}
