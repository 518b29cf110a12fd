package io.batteryexchange.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements and their parameters are what Camel makes of them. */
@Tag("upgrade")
class StatementParametersTest {

    private static final String QUERY = "select :?${variable.a}::text, b #>> '{x}' -- it's :not: one\n from t where c = cast(:?${variable.none} as bigint) and d = :?${body[d]} and e = :?${variable.a}";

    private final StatementParameters ours = new StatementParameters();
    private final DefaultSqlPrepareStatementStrategy camels = new DefaultSqlPrepareStatementStrategy();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void parametersBecomeQuestionMarksAndHaveTheExchangesValues() throws SQLException {
        exchange.setVariable("a", 7L);
        exchange.getMessage().setBody(Map.of("d", "dd"));

        assertThat(ours.prepareQuery(QUERY, true, exchange)).isEqualTo(camels.prepareQuery(QUERY, true, exchange)).doesNotContain("$");
        assertThat(values(exchange)).containsExactly(7L, null, "dd", 7L);
    }

    @Test
    void aSettingIsPartOfTheText() throws SQLException {
        exchange.getContext().getPropertiesComponent().addOverrideProperty("worker.batch", "16");

        assertThat(ours.prepareQuery("select 1 from t where a = :?${variable.a} limit {{worker.batch}}", true, exchange)).isEqualTo("select 1 from t where a = ? limit 16");
        assertThat(ours.prepareQuery("select 1 from t limit {{worker.batch}}", true, exchange)).isEqualTo("select 1 from t limit 16");
        assertThatThrownBy(() -> ours.prepareQuery("select 1 from t limit {{worker.bath}}", true, exchange)).hasMessageContaining("worker.bath");
    }

    @Test
    void aSettingIsLookedUpAtEachCall() throws SQLException {
        AtomicInteger looks = new AtomicInteger();
        exchange.getContext().getPropertiesComponent().addPropertiesSource(new Settings(Map.of("worker.lease-ms", "90000"), looks));
        String query = "select :?${properties:worker.lease-ms}::bigint, :?${variable.a}";
        exchange.setVariable("a", 7L);

        assertThat(all(ours.createPopulateIterator(query, ours.prepareQuery(query, true, exchange), 2, exchange, null))).containsExactly("90000", 7L);
        int once = looks.get();
        exchange.setVariable("a", 8L);
        assertThat(all(ours.createPopulateIterator(query, ours.prepareQuery(query, true, exchange), 2, exchange, null))).containsExactly("90000", 8L);

        assertThat(once).isPositive();
        assertThat(looks).hasValue(once);
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> ours.prepareQuery("select :?${properties:worker.leese-ms}", true, exchange)).hasMessageContaining("worker.leese-ms");
    }

    @Test
    void theNextCallHasItsOwnValues() throws SQLException {
        exchange.setVariable("a", 7L);
        exchange.getMessage().setBody(Map.of("d", "dd"));
        values(exchange);
        exchange.setVariable("a", 8L);
        exchange.getMessage().setBody(Map.of("d", "ee"));

        assertThat(values(exchange)).containsExactly(8L, null, "ee", 8L);
    }

    @Test
    void oneOfABatchIsTheBodyOfItsParameters() throws SQLException {
        exchange.getMessage().setBody(List.of(Map.of("d", "first"), Map.of("d", "second")));
        String query = "insert into t values (:?${body[d]})";

        assertThat(all(ours.createPopulateIterator(query, "insert into t values (?)", 1, exchange, Map.of("d", "second")))).isEqualTo(List.of("second"));
    }

    @Test
    void listsAndPlainNamesAreLeftToCamel() throws SQLException {
        exchange.setVariable("ids", List.of(1, 2, 3));
        exchange.setVariable("name", "x");
        String query = "select 1 from t where id in (:?in:${variable.ids}) and name = :?name and a = :?${variable.name}";

        String prepared = ours.prepareQuery(query, true, exchange);

        assertThat(prepared).isEqualTo("select 1 from t where id in (?,?,?) and name = ? and a = ?");
        assertThat(ours.createPopulateIterator(query, prepared, 5, exchange, null)).toIterable().hasSize(3).last().isEqualTo("x");
    }

    @Test
    void aStatementWithoutParametersStaysAsItIs() throws SQLException {
        assertThat(ours.prepareQuery("select 1", true, exchange)).isEqualTo("select 1");
    }

    /** Counts who asks. */
    private record Settings(Map<String, String> values, AtomicInteger looks) implements PropertiesSource {

        @Override
        public String getName() {
            return "counted";
        }

        @Override
        public String getProperty(String name) {
            looks.incrementAndGet();
            return values.get(name);
        }
    }

    private static List<Object> all(Iterator<?> values) {
        List<Object> all = new ArrayList<>();
        values.forEachRemaining(all::add);
        return all;
    }

    private List<Object> values(Exchange exchange) throws SQLException {
        return all(ours.createPopulateIterator(QUERY, ours.prepareQuery(QUERY, true, exchange), 4, exchange, exchange.getIn().getBody()));
    }
}
