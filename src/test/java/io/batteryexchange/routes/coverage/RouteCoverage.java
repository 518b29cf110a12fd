package io.batteryexchange.routes.coverage;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.List;

/** Which steps of the route files ran. A branch (when, otherwise, onFallback…) ran when its first step did; {@code from} is no step. */
final class RouteCoverage {

    private static final String[] NO_STEPS = {"route", "routeConfiguration", "rest", "restConfiguration", "errorHandler", "beans", "dataFormats", "from", "when", "otherwise",
        "onException", "onCompletion", "onFallback", "onWhen", "doCatch", "doFinally"};

    private RouteCoverage() {
    }

    static List<Step> steps(RouteBundle bundle) {
        return bundle.files().stream().flatMap(file -> file.elements().stream().filter(element -> !element.is(NO_STEPS)).map(element -> Step.of(file, element))).toList();
    }

    static List<Step> unrun(RouteBundle bundle, CoverageRecord record) {
        return steps(bundle).stream().filter(step -> record.steps().getOrDefault(step.id(), 0L) == 0).toList();
    }

    /** A step and its place. */
    record Step(String file, int line, String id) {

        private static Step of(RouteFile file, Element element) {
            return new Step(file.name(), element.line(), element.id().orElse(element.kind()));
        }

        @Override
        public String toString() {
            return "routes/" + file + ", line " + line + ": " + id;
        }
    }
}
