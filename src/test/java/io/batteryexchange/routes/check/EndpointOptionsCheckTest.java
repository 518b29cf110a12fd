package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("upgrade")
class EndpointOptionsCheckTest {

    private static final EndpointOptionsCheck CHECK =
            new EndpointOptionsCheck(new Settings(Map.of("planning.target", "direct:plan", "upstream.cargo.url", "${CARGO_URL:}")));

    @Test
    void refusesAMisspeltHttpOption() {
        assertThat(call("http://partner/book", "httpMetod: POST"))
                .containsExactly("a/b.camel.yaml, line 9 (to call): http has no option 'httpMetod'");
    }

    @Test
    void refusesAMisspeltOptionWhenTheUriStartsWithAPlaceholder() {
        assertThat(call("{{upstream.cargo.url}}/v2/claims/create", "skipResponseHeader: true"))
                .singleElement().asString().endsWith("http has no option 'skipResponseHeader'");
    }

    @ParameterizedTest
    @CsvSource({"direct:a, blok: true", "sql:file:routes/sql/a.sql, parameterCount: 1", "seda:a, sise: 5", "direct:a, block: maybe",
            "http://partner, httpMethod: PSOT", "http://partner, responseTimeout: 5s", "seda:a, concurrentConsumers: 2",
            "nosuchcomponent:a, x: 1", "direct:a, schedulerProperties: {x: 1}", "'${variable.target}', x: 1", "direct:a?blok=true, timeout: 5s", "direct:a?block=true, block: true"})
    void refuses(String uri, String parameter) {
        assertThat(call(uri, parameter)).hasSize(1);
    }

    @Test
    void takesARequiredOptionThatIsSetForTheComponent() {
        assertThat(call("telegram:bots", "chatId: 1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"automaticRetriesDisabled", "cookieManagementDisabled"})
    void refusesAComponentOptionThatWouldGoToThePartner(String option) {
        assertThat(call("http://partner", option + ": true")).containsExactly("a/b.camel.yaml, line 9 (to call): '" + option
                + "' is an option of the component http, not of an endpoint: the partner would get it as a query parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpMethod", "httpMetod", "responseTimout", "cookieManagementDisabled"})
    void refusesWhatReadsLikeAnOptionInTheQueryOfAPartner(String name) {
        assertThat(call("http://partner/x?" + name + "=1", "httpMethod: GET")).singleElement().asString()
                .contains("'" + name + "' in the uri reads like an option");
    }

    @Test
    void allowsAQueryForThePartner() {
        assertThat(call("{{upstream.cargo.url}}/v2/claims/info?claim_id=${variable.claimId}&limit=5&cursor=x", "httpMethod: POST")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectTimeout", "soTimeout", "responseTimeout", "connectionRequestTimeout"})
    void allowsTheTimeoutsOfAPartnerCall(String option) {
        assertThat(call("https://partner", option + ": 5000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"direct:a, block: '{{block}}'", "http://partner?x=${variable.a ?: 5}, httpMethod: '${variable.m}'",
            "sql:file:routes/sql/a.sql, outputHeader: a&b", "sql, query: 'file:routes/sql/a.sql'", "direct, name: a",
            "sql:file:routes/sql/a.sql, dataSource: '#ds'", "{{planning.target}}, block: true", "direct:a, schedulerProperties: {}"})
    void allows(String uri, String parameter) {
        assertThat(call(uri, parameter)).isEmpty();
    }

    @Test
    void allowsConsumerOptionsAtAConsumer() {
        assertThat(Sample.texts(CHECK.check(Sample.file("a/b.camel.yaml", """
                - route:
                    from:
                      uri: scheduler:due-tasks
                      parameters:
                        delay: 5s
                        initialDelay: "{{worker.idle-delay}}"
                        greedy: true
                """)))).isEmpty();
    }

    @Test
    void refusesProducerOptionsAtAConsumer() {
        assertThat(Sample.texts(CHECK.check(Sample.file("a/b.camel.yaml", """
                - route:
                    from:
                      uri: direct:a
                      parameters:
                        block: true
                """)))).containsExactly("a/b.camel.yaml, line 3 (from): 'block' is no option of a consumer");
    }

    @Test
    void looksIntoEveryStepThatNamesAnAddress() {
        assertThat(CHECK.check(Sample.steps("a/b.camel.yaml", """
                - enrich:
                    expression:
                      constant:
                        expression: direct:a?blok=true
                - pollEnrich:
                    expression:
                      simple:
                        expression: seda:${variable.queue}?blok=true
                - poll:
                    uri: seda
                    parameters:
                      name: a
                      blok: true
                - wireTap:
                    uri: direct
                    parameters:
                      name: a
                      blok: true
                - toD:
                    uri: direct:on-${variable.status}?blok=true
                """))).hasSize(5).allMatch(finding -> finding.toString().contains("has no option 'blok'"));
    }

    private static List<String> call(String uri, String parameter) {
        return Sample.texts(CHECK.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    id: call
                    uri: "%s"
                    parameters:
                      %s
                """.formatted(uri, parameter))));
    }
}
