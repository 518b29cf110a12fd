package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.TestExchange;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class FailureTest {

    private final Failure failure = new Failure();

    @Test
    void namesTheCallAndTheStatusButNotTheAddressOrTheBody() {
        assertThat(sentence(new HttpOperationFailedException("http://cargo.internal/x?token=t", 502, "Bad Gateway", null, Map.of(), "secret")))
            .isEqualTo("cargo claims/info answered 502");
    }

    @Test
    void saysThatThereWasNoAnswer() {
        assertThat(sentence(new SocketTimeoutException("Read timed out"))).isEqualTo("cargo claims/info gave no answer (SocketTimeoutException: Read timed out)");
        assertThat(sentence(new IOException())).isEqualTo("cargo claims/info gave no answer (IOException)");
    }

    @Test
    void namesTheFailureItselfWhereCamelWrappedIt() {
        Throwable timeOut = new SocketTimeoutException("Read timed out");

        assertThat(sentence(new RuntimeCamelException(timeOut))).isEqualTo("cargo claims/info gave no answer (SocketTimeoutException: Read timed out)");
        assertThat(sentence(new CamelExchangeException("split failed", TestExchange.with(), new RuntimeCamelException(timeOut))))
            .isEqualTo("cargo claims/info gave no answer (SocketTimeoutException: Read timed out)");
        assertThat(sentence(new RuntimeCamelException("no cause"))).isEqualTo("RuntimeCamelException: no cause");
    }

    @Test
    void repeatsWhatARefusalSays() {
        assertThat(sentence(new UpstreamRefusal("cargo claims/create", 400, "bad_point"))).isEqualTo("cargo claims/create was refused with 400 bad_point");
        assertThat(sentence(new UpstreamRefusal("cargo claims/create", 400, null))).isEqualTo("cargo claims/create was refused with 400");
        assertThat(sentence(new UpstreamAnswerUnusable("cargo claims/info", "200 without a JSON object"))).isEqualTo("cargo claims/info answered unusably: 200 without a JSON object");
    }

    @Test
    void saysNeitherWhereAPartnerLivesNorWhatGivesAccess() {
        assertThat(sentence(new IOException("Invalid header: Authorization Bearer abc"))).isEqualTo("cargo claims/info gave no answer (IOException)");
        assertThat(sentence(new java.net.UnknownHostException("login:pw@cargo"))).isEqualTo("cargo claims/info gave no answer (UnknownHostException)");
        assertThat(sentence(new IllegalStateException("http://login:pw@cargo/x?y=z said \"bearer abc.d\", eyJhbGciOiJS.eyJzdWIi.c2ln_- and /bot7:AAH/getMe")))
            .isEqualTo("IllegalStateException: … said \"…\", … and …/getMe");
    }

    @Test
    void namesTheKindOfAFaultOfOurs() {
        assertThat(sentence(new IllegalStateException("store grocery:1 is not in the stores file any more")))
            .isEqualTo("IllegalStateException: store grocery:1 is not in the stores file any more");
    }

    @Test
    void staysOnOneLine() {
        assertThat(sentence(new IllegalStateException("a\r\nERROR forged line\t\u0000b\u001b[31m"))).isEqualTo("IllegalStateException: a ERROR forged line b [31m");
    }

    @Test
    void isCutWhenAnUpstreamTalksTooMuch() {
        assertThat(sentence(new IllegalStateException("x".repeat(10_000)))).hasSize(301).endsWith("x…");
        assertThat(sentence(new IllegalStateException("x".repeat(300 - "IllegalStateException: ".length())))).hasSize(300).endsWith("x");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aPartnerThatIsDownOrOverloadedPasses(int status) {
        assertThat(passes(answered(status))).isTrue();
    }

    @Test
    void aBrokenLineAnOpenCircuitAndALostDatabasePass() {
        assertThat(passes(new IOException())).isTrue();
        assertThat(passes(new SocketTimeoutException("Read timed out"))).isTrue();
        assertThat(passes(CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("cargo")))).isTrue();
        assertThat(passes(new PartnerDown("scooter-accumulator is not called at the moment"))).isTrue();
        assertThat(passes(new CannotGetJdbcConnectionException("no connection"))).isTrue();
        assertThat(passes(new QueryTimeoutException("cancelled"))).isTrue();
    }

    @Test
    void whatIsWrongWithTheTaskDoesNotPass() {
        assertThat(passes(new UpstreamRefusal("cargo claims/create", 400, "bad_point"))).isFalse();
        assertThat(passes(new UpstreamAnswerUnusable("cargo claims/info", "200 without a JSON object"))).isFalse();
        assertThat(passes(new IllegalStateException("a fault of ours"))).isFalse();
        assertThat(passes(new DataIntegrityViolationException("a fault of ours"))).isFalse();
    }

    @Test
    void looksThroughTheWrappingOfCamel() {
        assertThat(passes(new CamelExchangeException("split failed", TestExchange.with(), new RuntimeCamelException(new IOException())))).isTrue();
        assertThat(passes(new RuntimeCamelException(new UpstreamRefusal("cargo claims/create", 400, null)))).isFalse();
        assertThat(asksToWait(new RuntimeCamelException(answered(429)))).isTrue();
    }

    @Test
    void only429AsksToWait() {
        assertThat(asksToWait(answered(429))).isTrue();
        assertThat(asksToWait(answered(503))).isFalse();
        assertThat(asksToWait(new IOException())).isFalse();
    }

    private static HttpOperationFailedException answered(int status) {
        return new HttpOperationFailedException("http://cargo.internal/", status, "", null, Map.of(), "");
    }

    private boolean passes(Throwable caught) {
        return failure.passes(failed(caught));
    }

    private boolean asksToWait(Throwable caught) {
        return failure.asksToWait(failed(caught));
    }

    private static Exchange failed(Throwable caught) {
        Exchange exchange = TestExchange.with("call", "cargo claims/info");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, caught);
        return exchange;
    }

    private String sentence(Throwable caught) {
        Exchange exchange = TestExchange.with("call", "cargo claims/info");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, caught);
        return failure.sentence(exchange);
    }
}
