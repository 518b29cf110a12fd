package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {

    private static final Settings SETTINGS = new Settings(Map.of("upstream.redeliveries", "${UPSTREAM_REDELIVERIES:2}", "breaker.open", "30s"));
    private static final SchemaCheck CLASSIC = SchemaCheck.classic(SETTINGS);
    private static final SchemaCheck CANONICAL = SchemaCheck.canonical(SETTINGS);

    @ParameterizedTest
    @ValueSource(strings = {
        "to: {uri: direct:a, paramters: {block: true}}", "set-body: {expression: {constant: {expression: a}}}",
        "split: {expression: {simple: {expression: a}}, parallelProcesing: true}", "setHeader: {expression: {constant: {expression: a}}}",
        "circuitBreaker: {resilience4jConfiguration: {waitDurationInOpenState: 30s}, steps: []}", "setBody: {expression: {nosuchlanguage: {expression: a}}}",
        "throttle: {timePeriodMillis: 1000, expression: {constant: {expression: '1'}}}"})
    void refusesWhatCamelDoesNotKnow(String step) {
        RouteFile file = Sample.steps("a/b.camel.yaml", "- " + step + "\n");

        assertThat(CLASSIC.check(file)).isNotEmpty();
        assertThat(CANONICAL.check(file)).isNotEmpty();
    }

    @Test
    void saysWhereAndWhy() {
        assertThat(Sample.texts(CANONICAL.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    id: call
                    uri: direct:a
                    paramters: {}
                """)))).containsExactly("a/b.camel.yaml, line 9: /0/route/from/steps/0/to property 'paramters' is not defined in the schema "
                        + "and the schema does not allow additional properties");
    }

    @Test
    void refusesAnUnknownRootEntity() {
        assertThat(CLASSIC.check(Sample.file("a.camel.yaml", "- rute:\n    id: a\n"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "to: direct:a", "log: a", "removeHeaders: '*'", "setBody: {constant: a}", "setBody: {simple: {expression: a}}",
        "setBody: {expression: {simple: a}}", "setHeader: {name: a, constant: a}", "split: {simple: {expression: a}, steps: []}",
        "filter: {simple: a, steps: []}", "choice: {when: [{simple: a, steps: []}]}",
        "choice: {when: [{expression: {simple: a}, steps: []}]}", "loop: {constant: '3', steps: []}", "convertBodyTo: java.lang.String"})
    void refusesAShorthandThatCamelKnows(String step) {
        RouteFile file = Sample.steps("a/b.camel.yaml", "- " + step + "\n");

        assertThat(CLASSIC.check(file)).isEmpty();
        assertThat(CANONICAL.check(file)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"handled: {expression: {constant: {expression: 'true'}}}", "handled: {constant: 'true'}"})
    void refusesASubElementWithAnythingButItsLanguage(String handled) {
        RouteFile file = Sample.file("errors.camel.yaml", "- onException:\n    exception: [java.lang.Exception]\n    " + handled + "\n");

        assertThat(CANONICAL.check(file)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2'", "'{{breaker.open}}'", "'{{upstream.redelivery}}'", "'1{{upstream.redeliveries}}'"})
    void refusesTextInPlaceOfANumber(String value) {
        assertThat(CLASSIC.check(redeliveries(value))).isNotEmpty();
    }

    @Test
    void allowsASettingInPlaceOfANumberWhenItsDefaultIsOne() {
        assertThat(CLASSIC.check(redeliveries("'{{upstream.redeliveries}}'"))).isEmpty();
        assertThat(CANONICAL.check(redeliveries("'{{upstream.redeliveries}}'"))).isEmpty();
    }

    @Test
    void allowsTheLongFormOfEverything() {
        RouteFile file = Sample.file("all.camel.yaml", """
                - restConfiguration: { component: platform-http, inlineRoutes: false }
                - rest: { openApi: { specification: "classpath:openapi/courier.yaml", missingOperation: fail } }
                - errorHandler: { noErrorHandler: {} }
                - routeConfiguration:
                    id: worker-errors
                    onException:
                      - onException:
                          id: any
                          exception: [java.lang.Exception]
                          onWhen: { expression: { simple: { expression: "${variable.a}" } } }
                          redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 200ms }
                          handled: { constant: { expression: "true" } }
                          steps: []
                - route:
                    id: all
                    errorHandler: { noErrorHandler: {} }
                    from:
                      id: all-in
                      uri: direct:all
                      steps:
                        - setBody: { expression: { method: { ref: claim, method: build } } }
                        - setHeader: { name: a, expression: { constant: { expression: "400" } } }
                        - setVariable: { name: a, expression: { jq: { expression: .ride.id } } }
                        - setProperty: { name: a, expression: { header: { expression: a } } }
                        - split:
                            expression: { simple: { expression: "${body}" } }
                            timeout: 2s
                            steps: [ { to: { id: call, uri: direct:a, parameters: { block: true }, variableReceive: a } } ]
                        - circuitBreaker:
                            resilience4jConfiguration: { minimumNumberOfCalls: 10, waitDurationInOpenState: 10 }
                            steps: [ { to: { uri: direct:a } } ]
                            onFallback: { steps: [ { stop: { id: end } } ] }
                        - doTry:
                            steps: [ { throwException: { exceptionType: java.lang.Exception, message: a } } ]
                            doCatch: [ { exception: [java.io.IOException], onWhen: { expression: { simple: { expression: a } } }, steps: [] } ]
                            doFinally: { steps: [ { log: { message: done } } ] }
                        - choice:
                            when: [ { id: w, expression: { simple: { expression: a } }, steps: [] } ]
                            otherwise: { id: o, steps: [] }
                        - loop: { doWhile: true, expression: { simple: { expression: a } }, steps: [] }
                        - filter: { expression: { simple: { expression: a } }, steps: [] }
                        - throttle: { mode: ConcurrentRequests, expression: { constant: { expression: "10" } } }
                        - delay: { expression: { simple: { expression: "${random(100)}" } } }
                        - enrich: { expression: { simple: { expression: direct:a } }, variableReceive: a }
                        - pollEnrich: { expression: { constant: { expression: seda:a } }, timeout: "1000" }
                        - recipientList: { expression: { simple: { expression: direct:a } } }
                        - idempotentConsumer: { idempotentRepository: "#a", expression: { variable: { expression: a } }, steps: [] }
                        - aggregate:
                            correlationExpression: { simple: { expression: a } }
                            completionPredicate: { simple: { expression: a } }
                            completionTimeout: 2s
                            aggregationStrategy: "#a"
                            steps: []
                        - multicast: { parallelProcessing: true, steps: [ { to: { uri: direct:a } } ] }
                        - wireTap: { uri: direct:a }
                        - toD: { uri: "direct:on-${variable.a}" }
                        - bean: { ref: claim, method: build }
                        - process: { ref: a }
                        - script: { expression: { simple: { expression: a } } }
                        - transform: { expression: { simple: { expression: a } } }
                        - validate: { expression: { simple: { expression: a } } }
                        - removeHeaders: { pattern: "*", excludePattern: Content-Type }
                        - removeVariable: { name: a }
                        - marshal: { json: { library: Jackson } }
                        - unmarshal: { json: { unmarshalType: java.util.Map } }
                        - convertBodyTo: { type: java.lang.String }
                        - transacted: { ref: required }
                        - setVariables: { variables: [ { name: a, expression: { simple: { expression: a } } } ] }
                        - setHeaders: { headers: [ { name: a, expression: { simple: { expression: a } } } ] }
                        - pausable: { untilCheck: "#a", consumerListener: "#b" }
                        - step: { id: part, steps: [] }
                - beans: [ { name: a, type: java.util.ArrayList } ]
                """);

        assertThat(CLASSIC.check(file)).isEmpty();
        assertThat(CANONICAL.check(file)).isEmpty();
    }

    private static RouteFile redeliveries(String value) {
        return Sample.file("errors.camel.yaml", """
                - onException:
                    exception: [java.lang.Exception]
                    redeliveryPolicy:
                      maximumRedeliveries: %s
                """.formatted(value));
    }
}
