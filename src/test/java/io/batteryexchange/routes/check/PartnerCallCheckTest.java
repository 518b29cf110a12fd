package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerCallCheckTest {

    private static final String GUARDED = """
            - circuitBreaker:
                id: breaker
                resilience4jConfiguration:
                  throwExceptionWhenHalfOpenOrOpenState: true
                steps:
                  - to:
                      id: call
                      uri: "{{upstream.cargo.url}}/v2/claims/info"
                      parameters:
                        httpMethod: POST
                        copyHeaders: false
                        skipResponseHeaders: true
            """;

    private final PartnerCallCheck check = new PartnerCallCheck(Sample.NO_SETTINGS);

    @Test
    void allowsAGuardedCallInUpstream() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planning/cargo.camel.yaml", "cargo.camel.yaml", "upstreams/cargo.camel.yaml"})
    void refusesACallElsewhere(String file) {
        assertThat(findings(file, GUARDED)).containsExactly(file + ", line 14 (to call): an HTTP call outside upstream/");
    }

    @Test
    void refusesACallWithoutMethod() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("httpMethod: POST", "okStatusCodeRange: 200-299")))
                .containsExactly("upstream/cargo.camel.yaml, line 14 (to call): an HTTP call without httpMethod");
    }

    @Test
    void refusesACallThatKeepsTheRequestsHeaders() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("copyHeaders: false", "copyHeaders: true")))
                .containsExactly("upstream/cargo.camel.yaml, line 14 (to call): an HTTP call without copyHeaders: false");
    }

    @Test
    void refusesACallThatKeepsTheAnswersHeaders() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("skipResponseHeaders: true", "skipResponseHeaders: false")))
                .singleElement().asString().contains("an HTTP call without skipResponseHeaders: true");
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("skipResponseHeaders: true", "okStatusCodeRange: 200-299"))).hasSize(1);
    }

    @Test
    void allowsACallThatSaysWhichHeaderOfTheAnswerItNeeds() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("skipResponseHeaders: true", "skipResponseHeaders: false")
                .replace("id: call\n", "id: call\n          note: X-Polling-Delay-Ms is read below\n"))).isEmpty();
    }

    @Test
    void refusesACallWithoutBreaker() {
        assertThat(findings("upstream/cargo.camel.yaml", """
                - toD:
                    uri: "https://partner/${variable.id}"
                    parameters:
                      httpMethod: POST
                      copyHeaders: false
                      skipResponseHeaders: true
                """)).singleElement().asString().endsWith("an HTTP call outside a circuitBreaker");
    }

    @Test
    void refusesABreakerThatLetsTheMessageThroughWhenOpen() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("OpenState: true", "OpenState: false"))).singleElement().asString()
                .endsWith("its circuitBreaker has no throwExceptionWhenHalfOpenOrOpenState: true");
    }

    @Test
    void refusesACallInTheFallbackOfABreaker() {
        assertThat(findings("upstream/cargo.camel.yaml", GUARDED.replace("    steps:\n", "    onFallback:\n     steps:\n")))
                .singleElement().asString().endsWith("an HTTP call outside a circuitBreaker");
    }

    @Test
    void refusesAMessageToTelegramThatIsNotGuarded() {
        assertThat(findings("storekeeper/telegram-bot.camel.yaml", "- to: {id: call, uri: \"telegram:bots\"}\n")).hasSize(2)
                .anyMatch(text -> text.endsWith("an HTTP call outside upstream/")).anyMatch(text -> text.endsWith("an HTTP call outside a circuitBreaker"));
        assertThat(findings("upstream/telegram.camel.yaml", GUARDED.replace("{{upstream.cargo.url}}/v2/claims/info", "telegram:bots"))).isEmpty();
    }

    private List<String> findings(String file, String steps) {
        return Sample.texts(check.check(Sample.steps(file, steps)));
    }
}
