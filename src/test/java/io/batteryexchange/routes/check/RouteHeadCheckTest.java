package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteHeadCheckTest {

    private final RouteHeadCheck check = new RouteHeadCheck();

    @Test
    void refusesARouteWithoutDescription() {
        assertThat(Sample.texts(check.check(Sample.file("planning/a.camel.yaml", """
                - route:
                    id: a
                    group: planning
                """)))).containsExactly("planning/a.camel.yaml, line 2 (route a): has no description");
    }

    @Test
    void refusesTheGroupOfAnotherFolder() {
        assertThat(Sample.texts(check.check(Sample.file("planning/a.camel.yaml", """
                - route:
                    id: a
                    group: claims
                    description: Plans
                """)))).containsExactly("planning/a.camel.yaml, line 2 (route a): its group is claims, its folder planning");
    }

    @Test
    void refusesARouteWithoutGroupInAFolder() {
        assertThat(check.check(Sample.file("planning/a.camel.yaml", "- route:\n    id: a\n    description: Plans\n")))
                .singleElement().asString().endsWith("its group is missing, its folder planning");
    }

    @Test
    void refusesTwoFlowsInOneFile() {
        assertThat(Sample.texts(check.check(Sample.file("a.camel.yaml", """
                - route:
                    id: a
                    group: claims
                    description: Claims
                - route:
                    id: b
                    group: planning
                    description: Plans
                """)))).containsExactly(
                        "a.camel.yaml, line 2 (route a): the routes of this file have different groups: one flow per file");
    }

    @Test
    void allowsNoGroupDirectlyInRoutes() {
        assertThat(check.check(Sample.file("a.camel.yaml", "- route:\n    id: a\n    description: Plans\n"))).isEmpty();
    }
}
