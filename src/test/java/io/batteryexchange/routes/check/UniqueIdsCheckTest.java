package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteFile;
import org.junit.jupiter.api.Test;

class UniqueIdsCheckTest {

    private final UniqueIdsCheck check = new UniqueIdsCheck();

    @Test
    void refusesAStepIdOfAnotherFile() {
        RouteFile one = Sample.steps("a/one.camel.yaml", "- stop:\n    id: end\n");
        RouteFile two = Sample.steps("b/two.camel.yaml", "- stop:\n    id: end\n");

        assertThat(Sample.texts(check.check(Sample.bundle(one, two)))).containsExactly(
                "b/two.camel.yaml, line 9 (stop end): the id end is taken by a/one.camel.yaml, line 9 (stop end)");
    }

    @Test
    void refusesARouteIdOfAnotherFile() {
        RouteFile one = Sample.file("a/one.camel.yaml", "- route:\n    id: book\n");
        RouteFile two = Sample.file("b/two.camel.yaml", "- route:\n    id: book\n");

        assertThat(check.check(Sample.bundle(one, two))).hasSize(1);
    }

    @Test
    void allowsAStepNamedAfterTheRouteThatItCalls() {
        RouteFile one = Sample.steps("a/one.camel.yaml", "- to:\n    id: book\n    uri: direct:book\n");
        RouteFile two = Sample.file("b/two.camel.yaml", "- route:\n    id: book\n");

        assertThat(check.check(Sample.bundle(one, two))).isEmpty();
    }
}
