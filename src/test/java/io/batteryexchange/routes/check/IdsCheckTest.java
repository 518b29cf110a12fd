package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteFile;
import org.junit.jupiter.api.Test;

class IdsCheckTest {

    private final IdsCheck check = new IdsCheck();

    @Test
    void refusesEveryElementWithoutId() {
        RouteFile file = Sample.file("a.camel.yaml", """
                - routeConfiguration:
                    onException:
                      - onException:
                          steps:
                            - stop: {}
                - route:
                    from:
                      uri: direct:a
                      steps:
                        - choice:
                            when:
                              - steps:
                                  - removeHeaders:
                                      pattern: "*"
                            otherwise:
                              steps: []
                        - circuitBreaker:
                            steps: []
                            onFallback:
                              steps: []
                        - doTry:
                            steps: []
                            doCatch:
                              - exception: [java.lang.Exception]
                            doFinally:
                              steps: []
                """);
        assertThat(Sample.texts(check.check(file))).containsExactly(
                "a.camel.yaml, line 2 (routeConfiguration): has no id",
                "a.camel.yaml, line 4 (onException): has no id",
                "a.camel.yaml, line 5 (stop): has no id",
                "a.camel.yaml, line 7 (route): has no id",
                "a.camel.yaml, line 8 (from): has no id",
                "a.camel.yaml, line 11 (choice): has no id",
                "a.camel.yaml, line 12 (when): has no id",
                "a.camel.yaml, line 14 (removeHeaders): has no id",
                "a.camel.yaml, line 16 (otherwise): has no id",
                "a.camel.yaml, line 18 (circuitBreaker): has no id",
                "a.camel.yaml, line 20 (onFallback): has no id",
                "a.camel.yaml, line 22 (doTry): has no id",
                "a.camel.yaml, line 24 (doCatch): has no id",
                "a.camel.yaml, line 26 (doFinally): has no id");
    }

    @Test
    void refusesAnIdThatIsNotKebabCase() {
        assertThat(Sample.texts(check.check(Sample.steps("a.camel.yaml", """
                - stop:
                    id: endHere
                """)))).containsExactly("a.camel.yaml, line 9 (stop endHere): the id is not kebab-case");
    }

    @Test
    void doesNotTakeTheContentOfParametersForSteps() {
        assertThat(check.check(Sample.steps("a.camel.yaml", """
                - to:
                    id: call
                    uri: kamelet:x
                    parameters:
                      steps:
                        - stop: {}
                """))).isEmpty();
    }
}
