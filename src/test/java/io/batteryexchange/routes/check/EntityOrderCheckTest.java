package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityOrderCheckTest {

    private final EntityOrderCheck check = new EntityOrderCheck();

    @Test
    void refusesAnErrorPolicyBelowARoute() {
        assertThat(check.check(Sample.file("a.camel.yaml", """
                - route:
                    id: a
                - routeConfiguration:
                    id: b
                """))).singleElement().asString().startsWith("a.camel.yaml, line 4 (routeConfiguration b): stands below a route; the order is");
    }

    @Test
    void refusesABareFrom() {
        assertThat(check.check(Sample.file("a.camel.yaml", "- from:\n    uri: direct:a\n"))).singleElement().asString()
                .isEqualTo("a.camel.yaml, line 2 (from): a bare from becomes a route on the first save: write a route");
    }

    @Test
    void allowsTheEditorsOrder() {
        assertThat(check.check(Sample.file("a.camel.yaml", """
                - restConfiguration:
                    component: platform-http
                - rest:
                    openApi:
                      specification: a.yaml
                - routeConfiguration:
                    id: b
                - route:
                    id: a
                - route:
                    id: c
                - beans:
                    - name: d
                """))).isEmpty();
    }
}
