package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.Contract;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCallsCheckTest {

    private static final RouteFile START = Sample.file("start.camel.yaml", "- route:\n    from:\n      uri: timer:go\n      steps:\n        - to:\n            uri: direct:caller\n");

    private final LocalCallsCheck check = new LocalCallsCheck();

    @ParameterizedTest
    @ValueSource(strings = {"to: {uri: direct:bok}", "to: {uri: direct, parameters: {name: bok}}", "toD: {uri: 'direct:bok-${variable.x}'}",
            "wireTap: {uri: seda:book}", "enrich: {expression: {simple: {expression: direct:bok}}}",
            "recipientList: {expression: {simple: {expression: 'direct:book,direct:bok'}}}"})
    void refusesACallThatNoRouteTakes(String step) {
        assertThat(check.check(Sample.bundle(START, caller("to: {uri: direct:book}", step), Sample.steps("a/book.camel.yaml", ""))))
                .singleElement().asString().startsWith("a/caller.camel.yaml, line 9: no route consumes from ");
    }

    @Test
    void refusesARouteThatNothingCalls() {
        assertThat(Sample.texts(check.check(Sample.bundle(START, caller("stop: {}"), Sample.steps("a/book.camel.yaml", "")))))
                .containsExactly("a/book.camel.yaml, line 5 (from book-in): nothing calls direct:book");
    }

    @Test
    void refusesACallOfWhateverRoute() {
        assertThat(check.check(Sample.bundle(START, caller("toD: {uri: 'direct:${variable.next}'}")))).singleElement().asString()
                .startsWith("a/caller.camel.yaml, line 8: nobody can see which route this calls");
    }

    @Test
    void doesNotTakeProseForACall() {
        assertThat(check.check(Sample.bundle(START, caller("stop: {note: 'unlike direct:book'}"), Sample.steps("a/book.camel.yaml", ""))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to: {uri: 'direct:book?block=true'}", "to: {uri: direct, parameters: {name: book}}", "toD: {uri: 'direct:b${variable.x}k'}",
            "setProperty: {name: next, expression: {simple: {expression: \"${variable.x ? 'direct:book' : 'direct:caller'}\"}}}"})
    void allowsCallsOfARoute(String step) {
        assertThat(check.check(Sample.bundle(START, caller(step), Sample.steps("a/book.camel.yaml", "")))).isEmpty();
    }

    @Test
    void allowsARouteThatAPageAsks() {
        assertThat(check.check(Sample.bundle(Set.of("book"), START, caller("stop: {}"), Sample.steps("a/book.camel.yaml", "")))).isEmpty();
    }

    @Test
    void refusesAPageThatAsksNoRoute() {
        assertThat(check.check(Sample.bundle(Set.of("bok", "book"), START, caller("stop: {}"), Sample.steps("a/book.camel.yaml", "")))).singleElement().asString()
                .isEqualTo("src/main/java, a page: no route consumes from direct:bok");
    }

    @Test
    void allowsARouteThatServesAnOperation() {
        assertThat(check.check(Sample.bundle(new Contract("courier.yaml", Set.of("getScreen")), START, caller("stop: {}"),
                Sample.steps("courier/getScreen.camel.yaml", "")))).isEmpty();
    }

    @Test
    void refusesAnOperationOfAServedContractWithoutRoute() {
        RouteFile api = Sample.file("api.camel.yaml", "- rest:\n    openApi:\n      specification: classpath:openapi/courier.yaml\n");

        assertThat(Sample.texts(check.check(Sample.bundle(new Contract("courier.yaml", Set.of("getScreen")), START, caller("stop: {}"), api))))
                .containsExactly("api.camel.yaml, line 3: no route consumes from direct:getScreen");
    }

    private static RouteFile caller(String... steps) {
        return Sample.steps("a/caller.camel.yaml", "- " + String.join("\n- ", steps) + "\n");
    }
}
