package io.batteryexchange.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.sql.DefaultSqlEndpoint;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/**
 * Reads each statement of {@code routes/sql} once: which parameters it has, as expressions. Camel's own way takes the text apart with each execution, and copies the
 * exchange for each parameter. Parameters are {@code :#${...}} alone; another kind is refused.
 */
@Component
class ReadStatements extends DefaultSqlPrepareStatementStrategy implements CamelContextConfiguration {

    /** What Camel makes of {@code :#} before a statement comes here. */
    private static final String PARAMETER = ":?";

    /** @param text with a question mark for each parameter */
    private record Statement(String text, List<Expression> parameters) {
    }

    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof DefaultSqlEndpoint sql) {
                sql.setPrepareStatementStrategy(this);
            }
            return endpoint;
        });
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // nothing: routes that are loaded later have endpoints of the same kind
    }

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) throws SQLException {
        return statement(query, exchange).text;
    }

    /** @param value the exchange's body, which no statement takes its parameters from */
    @Override
    public Iterator<?> createPopulateIterator(String query, String preparedQuery, int expectedParams, Exchange exchange, Object value) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (Expression parameter : statement(query, exchange).parameters) {
            values.add(parameter.evaluate(exchange, Object.class));
        }
        return values.iterator();
    }

    private Statement statement(String query, Exchange exchange) {
        return statements.computeIfAbsent(query, text -> read(text, exchange.getContext()));
    }

    private static Statement read(String query, CamelContext camel) {
        StringBuilder text = new StringBuilder();
        List<Expression> parameters = new ArrayList<>();
        int done = 0;
        for (int at = query.indexOf(PARAMETER); at >= 0; at = query.indexOf(PARAMETER, done)) {
            String parameter = parameter(query, at + PARAMETER.length());
            parameters.add(camel.resolveLanguage("simple").createExpression(parameter));
            text.append(query, done, at).append('?');
            done = at + PARAMETER.length() + parameter.length();
        }
        return new Statement(text.append(query.substring(done)).toString(), List.copyOf(parameters));
    }

    /** From the dollar sign to the brace that closes its first one. */
    private static String parameter(String query, int from) {
        if (query.startsWith("${", from)) {
            int open = 0;
            for (int at = from + 1; at < query.length(); at++) {
                open += query.charAt(at) == '{' ? 1 : query.charAt(at) == '}' ? -1 : 0;
                if (open == 0) {
                    return query.substring(from, at + 1);
                }
            }
        }
        throw new IllegalArgumentException("a parameter that is no :#${...}: " + query);
    }
}
