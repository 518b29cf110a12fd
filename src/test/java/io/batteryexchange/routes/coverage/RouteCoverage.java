package io.batteryexchange.routes.coverage;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.List;

/**
 * Which steps of the route files ran. A branch (when, otherwise, doTry, onFallback…) ran when its first step did, so one without steps counts as never run: nobody
 * could see it taken. {@code from} is no step.
 */
final class RouteCoverage {

    private static final String[] BRANCHES = {"when", "otherwise", "doTry", "doCatch", "doFinally", "onFallback"};
    private static final String[] NO_STEPS = {"route", "routeConfiguration", "rest", "restConfiguration", "errorHandler", "beans", "dataFormats", "from", "onException", "onCompletion",
        "onWhen"};

    private RouteCoverage() {
    }

    static List<Step> steps(RouteBundle bundle) {
        return bundle.files().stream().flatMap(file -> file.elements().stream().filter(RouteCoverage::isStep).map(element -> Step.of(file, element))).toList();
    }

    static List<Step> unrun(RouteBundle bundle, CoverageRecord record) {
        return steps(bundle).stream().filter(step -> record.steps().getOrDefault(step.id(), 0L) == 0).toList();
    }

    private static boolean isStep(Element element) {
        return element.is(BRANCHES) ? YamlNodes.child(element.body(), "steps").map(steps -> YamlNodes.items(steps).isEmpty()).orElse(true) : !element.is(NO_STEPS);
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
