package io.batteryexchange.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.support.TestExchange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class ReadStatementsTest {

    private final ReadStatements statements = new ReadStatements();

    @Test
    void parametersAreInTheirOrderAndRepeatedOnesAsOften() throws SQLException {
        Exchange exchange = TestExchange.with("task_id", "task-1", "lease_no", 7L);
        String query = "update tasks set a = :?${variable.lease_no} where task_id = :?${variable.task_id} and lease_no = cast(:?${variable.lease_no} as bigint)";

        assertThat(statements.prepareQuery(query, true, exchange)).isEqualTo("update tasks set a = ? where task_id = ? and lease_no = cast(? as bigint)");
        assertThat(values(query, exchange)).containsExactly(7L, "task-1", 7L);
    }

    @Test
    void valuesAreThoseOfTheExchangeInHand() throws SQLException {
        String query = "select :?${variable.task_id}";
        assertThat(values(query, TestExchange.with("task_id", "task-1"))).containsExactly("task-1");
        assertThat(values(query, TestExchange.with("task_id", "task-2"))).containsExactly("task-2");
        assertThat(values(query, TestExchange.with())).containsExactly((Object) null);
    }

    @Test
    void aParameterMayHaveBracesInside() throws SQLException {
        Exchange exchange = TestExchange.with("name", "task_id", "task_id", "task-1");
        String query = "select :?${variable.${variable.name}}, '{}'";
        assertThat(statements.prepareQuery(query, true, exchange)).isEqualTo("select ?, '{}'");
        assertThat(values(query, exchange)).containsExactly("task-1");
    }

    @Test
    void aStatementWithoutParametersStaysAsItIs() throws SQLException {
        String query = "select cast('1' as bigint), '${variable.task_id}'";
        assertThat(statements.prepareQuery(query, true, TestExchange.with())).isEqualTo(query);
        assertThat(values(query, TestExchange.with())).isEmpty();
    }

    @Test
    void aParameterOfAnotherKindIsRefused() {
        for (String query : List.of("select :?task_id", "select :?in:ids", "select :?${variable.task_id")) {
            assertThatThrownBy(() -> statements.prepareQuery(query, true, TestExchange.with())).as(query).hasMessageContaining("a parameter that is no");
        }
    }

    private List<Object> values(String query, Exchange exchange) throws SQLException {
        List<Object> values = new ArrayList<>();
        statements.createPopulateIterator(query, "", 0, exchange, null).forEachRemaining(values::add);
        return values;
    }
}
