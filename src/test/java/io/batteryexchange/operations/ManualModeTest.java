package io.batteryexchange.operations;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.Refused;
import io.batteryexchange.support.TestExchange;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualModeTest {

    private static final String HAND_OVERS = "[{'what': 'accumulator issued by hand', 'accumulator_id': 'acc-55'}]";

    @TempDir
    private Path files;

    private final CircuitBreaker cabinets = CircuitBreaker.ofDefaults("scooter-accumulator");
    private final CircuitBreaker cargo = CircuitBreaker.ofDefaults("cargo");
    private ManualMode manual;

    @BeforeEach
    void aStore() {
        ObjectMapper mapper = new ObjectMapper();
        manual = new ManualMode(mapper, TestStores.of(files, TestStores.store("grocery:123", 55.7, 37.6)), new OpenCircuits(List.of(cabinets, cargo), mapper, Clock.systemUTC()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "grocery:123"})
    void knowsAllAndTheStoresOfTheFile(String scope) {
        assertThatCode(() -> manual.scopeMustBeKnown(TestExchange.with("scope", scope, "on", true))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grocery:124", "ALL", "All", "c-7"})
    void refusesAScopeThatNobodyKnows(String scope) {
        Refused.naming("scope", () -> manual.scopeMustBeKnown(TestExchange.with("scope", scope, "on", true)));
    }

    @Test
    void aStoreThatLeftTheFileCanBeSwitchedOff() {
        assertThatCode(() -> manual.scopeMustBeKnown(TestExchange.with("scope", "grocery:gone", "on", false))).doesNotThrowAnyException();
    }

    @Test
    void answersTheScopesThatAreOn() throws JsonProcessingException {
        assertThat(answer("[{'scope': 'all', 'by': 'ivanova'}]", null)).isEqualTo(json("{'scopes': [{'scope': 'all', 'by': 'ivanova'}]}"));
    }

    @Test
    void answersDifferencesOnlyWhenItWasJustLeft() throws JsonProcessingException {
        assertThat(answer("[]", null).has("differences")).isFalse();
        assertThat(answer("[]", List.of())).isEqualTo(json("{'scopes': [], 'differences': []}"));
    }

    @Test
    void tellsWhatPeopleDidAndThenWhatWasMended() throws JsonProcessingException {
        Exchange exchange = TestExchange.with("repairs", List.of(Map.of("repair", "booking given back", "book_id", "b-9")));
        exchange.getMessage().setBody(json(HAND_OVERS).toString());

        manual.differences(exchange);

        JsonNode differences = answer("[]", exchange.getVariable("differences", List.class)).path("differences");
        assertThat(differences).hasSize(2);
        assertThat(differences.path(0).path("accumulator_id").asText()).isEqualTo("acc-55");
        assertThat(differences.path(1).path("book_id").asText()).isEqualTo("b-9");
    }

    @Test
    void theCircuitOfTheCabinetsIsManualModeEverywhere() throws JsonProcessingException {
        cabinets.transitionToOpenState();

        JsonNode scopes = answer("[]", null).path("scopes");

        assertThat(scopes).hasSize(1);
        assertThat(scopes.path(0).path("scope").asText()).isEqualTo("all");
        assertThat(scopes.path(0).path("by").asText()).isEqualTo("circuit breaker");
        assertThat(scopes.path(0).path("since").asText()).isNotEmpty();
    }

    @Test
    void theCircuitOfAnotherPartnerIsNot() throws JsonProcessingException {
        cargo.transitionToOpenState();

        assertThat(answer("[]", null).path("scopes")).isEmpty();
    }

    private JsonNode answer(String scopes, List<?> differences) throws JsonProcessingException {
        Exchange exchange = TestExchange.with("differences", differences);
        exchange.getMessage().setBody(json(scopes).toString());
        return json(manual.answer(exchange));
    }
}
