package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteFile;
import org.junit.jupiter.api.Test;

class ErrorPolicyCheckTest {

    private static final RouteFile POLICIES = Sample.file("errors.camel.yaml", "- routeConfiguration:\n    id: worker-errors\n");

    private final ErrorPolicyCheck check = new ErrorPolicyCheck();

    @Test
    void refusesAPolicyThatDoesNotExist() {
        RouteFile file = Sample.file("a/b.camel.yaml", "- route:\n    id: b\n    routeConfigurationId: worker-error\n");

        assertThat(Sample.texts(check.check(Sample.bundle(POLICIES, file))))
                .containsExactly("a/b.camel.yaml, line 2 (route b): there is no routeConfiguration worker-error");
    }

    @Test
    void allowsAPolicyOfAnotherFile() {
        RouteFile file = Sample.file("a/b.camel.yaml", "- route:\n    id: b\n    routeConfigurationId: worker-errors\n");

        assertThat(check.check(Sample.bundle(POLICIES, file))).isEmpty();
    }
}
