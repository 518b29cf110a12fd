package io.batteryexchange.task;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.springframework.stereotype.Component;

/**
 * Turns a database row in the body into exchange variables, one per column and under the column's name: a column, a variable and a field of a contract
 * are the same word. A column that is null removes the variable.
 */
@Component("row")
public class RowVariables {

    public void toVariables(Exchange exchange) throws InvalidPayloadException {
        Map<?, ?> row = exchange.getMessage().getMandatoryBody(Map.class);
        row.forEach((column, value) -> {
            if (value == null) {
                exchange.removeVariable(column.toString());
            } else {
                exchange.setVariable(column.toString(), value);
            }
        });
    }
}
