package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationUnitsCheckTest {

    private final DurationUnitsCheck check = new DurationUnitsCheck(Sample.NO_SETTINGS);

    @Test
    void refusesANumberWithoutUnitInAStepAPolicyAndAnEndpoint() {
        assertThat(Sample.texts(check.check(Sample.file("a/b.camel.yaml", """
                - routeConfiguration:
                    onException:
                      - onException:
                          id: any
                          redeliveryPolicy:
                            redeliveryDelay: "200"
                - route:
                    from:
                      uri: timer:go
                      parameters:
                        period: 5000
                      steps:
                        - split:
                            id: each
                            timeout: "2000"
                """)))).containsExactly(
                        "a/b.camel.yaml, line 4 (onException any): redeliveryDelay: 200 has no unit",
                        "a/b.camel.yaml, line 14 (split each): timeout: 2000 has no unit",
                        "a/b.camel.yaml, line 9 (from): period: 5000 has no unit");
    }

    @Test
    void allowsUnitsZeroPlaceholdersAndWhatIsAlwaysInMilliseconds() {
        assertThat(check.check(Sample.file("a/b.camel.yaml", """
                - route:
                    from:
                      uri: timer:go
                      parameters:
                        period: 5s
                        delay: 0
                      steps:
                        - split:
                            timeout: "{{split.timeout}}"
                        - to:
                            uri: http://partner
                            parameters:
                              responseTimeout: 5000
                """))).isEmpty();
    }
}
