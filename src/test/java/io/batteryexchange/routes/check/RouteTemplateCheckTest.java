package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateCheckTest {

    private final RouteTemplateCheck check = new RouteTemplateCheck();

    @ParameterizedTest
    @ValueSource(strings = {"routeTemplate", "templatedRoute"})
    void refusesTemplates(String kind) {
        assertThat(Sample.texts(check.check(Sample.file("a/b.camel.yaml", "- " + kind + ":\n    id: call\n")))).containsExactly(
                "a/b.camel.yaml, line 2 (" + kind + " call): " + kind + " can't be shown in the editor: write routes");
    }

    @Test
    void allowsRoutes() {
        assertThat(check.check(Sample.file("a/b.camel.yaml", "- route:\n    id: call\n"))).isEmpty();
    }
}
