package io.batteryexchange.beans;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.api.ApiRefusal;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called directly does what Camel would do; what is not plain is left to Camel. */
@Tag("upgrade")
class BeanCallTest {

    /** Called by routes. */
    public static final class Desk {

        public String plain() {
            return "plain";
        }

        public void write(String name, String text, Exchange exchange) {
            exchange.setVariable(name, text);
        }

        public void refuse(int status, String code) {
            throw new ApiRefusal(status, code);
        }

        public String body(String body) {
            return body;
        }

        public String twice() {
            return "";
        }

        public String twice(Exchange exchange) {
            return exchange.getExchangeId();
        }
    }

    private final Desk desk = new Desk();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void aNameAloneIsCalled() {
        assertThat(call("plain").on(exchange)).isEqualTo("plain");
        assertThat(call("plain()").on(exchange)).isEqualTo("plain");
    }

    @Test
    void constantsAreGivenAsTheyStandAndTheExchangeLast() {
        BeanCall write = call("write('note', 'a, b=(c)')");

        write.on(exchange);

        assertThat(exchange.getVariable("note")).isEqualTo("a, b=(c)");
        assertThat(write.returnsNothing()).isTrue();
    }

    @Test
    void aVariableIsGivenAsItIsThen() {
        BeanCall write = call("write('note', ${variable.reason})");

        write.on(exchange);
        assertThat(exchange.getVariable("note")).isNull();

        exchange.setVariable("reason", 7);
        write.on(exchange);
        assertThat(exchange.getVariable("note")).isEqualTo("7");
    }

    @Test
    void anEmptyTextIsOne() {
        call("write('note', '')").on(exchange);

        assertThat(exchange.getVariable("note")).isEqualTo("");
    }

    @Test
    void whatItThrowsIsTheExchangesFailure() {
        assertThat(call("refuse(409, 'cabinet_busy')").on(exchange)).isNull();

        assertThat(exchange.getException()).isInstanceOfSatisfying(ApiRefusal.class, refusal -> assertThat(refusal.getStatus()).isEqualTo(409));
    }

    /** Values of the exchange, a parameter that Camel would fill with the body, a choice between methods, a wrong type or number, a name that there is not. */
    @ParameterizedTest
    @ValueSource(strings = {"body(${body})", "write('note ${variable.x}', 'b')", "write(\"a\", \"b\")", "write('it\\'s', 'b')", "body", "twice", "refuse('409', 'x')", "refuse(${variable.status}, 'x')", "write('a')",
        "write('a', 'b', 'c')", "gone", "plain().length"})
    void everythingElseIsLeftToCamel(String text) {
        assertThat(BeanCall.of(desk, text)).isEmpty();
    }

    private BeanCall call(String text) {
        return BeanCall.of(desk, text).orElseThrow();
    }
}
