package io.batteryexchange.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.builder.ExpressionBuilder;

/**
 * What is filled in in a statement: settings, like {@code {{worker.batch}}}, become part of its text, as everywhere else in the routes; parameters are like
 * {@code :#${variable.task_id}}, and found once for each text. A setting among them ({@code :#${properties:worker.lease-ms}}) has its value once and for all. Camel
 * searches the whole text four times at every call, asks Spring's environment for every setting, and for every parameter tries to make a map of the body, which none of
 * ours is looked for in.
 */
final class StatementParameters extends DefaultSqlPrepareStatementStrategy {

    /** As Camel hands a statement on: {@code :#} has become {@code :?}. */
    private static final Pattern PARAMETER = Pattern.compile(":\\?(\\$\\{[^{}]+})");
    private static final String SETTING = "${properties:";

    /** @param prepared with question marks */
    private record Statement(String prepared, List<Expression> parameters) {
    }

    private final Map<String, Optional<Statement>> statements = new ConcurrentHashMap<>();

    @Override
    public String prepareQuery(String query, boolean namesParameters, Exchange exchange) throws SQLException {
        Optional<Statement> statement = namesParameters && exchange != null ? statement(query, exchange) : Optional.empty();
        return statement.isPresent() ? statement.get().prepared() : super.prepareQuery(query, namesParameters, exchange);
    }

    /** @param value the body, or one of a batch: only the first is what a parameter sees by itself */
    @Override
    public Iterator<?> createPopulateIterator(String query, String prepared, int expected, Exchange exchange, Object value) throws SQLException {
        Optional<Statement> statement = value == exchange.getIn().getBody() ? statement(query, exchange) : Optional.empty();
        return statement.isPresent() ? statement.get().parameters().stream().map(parameter -> asTheDriverTakesIt(parameter.evaluate(exchange, Object.class))).iterator()
            : super.createPopulateIterator(query, prepared, expected, exchange, value);
    }

    private static Object asTheDriverTakesIt(Object value) {
        return value instanceof Column column ? column.texts() : TextWhenSaved.of(value);
    }

    /** Empty: its parameters are of another kind, or nothing is to be filled in; Camel takes care of it. */
    private Optional<Statement> statement(String query, Exchange exchange) {
        Optional<Statement> known = statements.get(query);
        return known != null ? known : statements.computeIfAbsent(query, text -> read(text, exchange.getContext()));
    }

    private static Optional<Statement> read(String query, CamelContext camel) {
        boolean hasSettings = query.contains("{{");
        String text = hasSettings ? camel.resolvePropertyPlaceholders(query) : query;
        Language simple = camel.resolveLanguage("simple");
        List<Expression> parameters = new ArrayList<>();
        StringBuilder prepared = new StringBuilder();
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
            found.appendReplacement(prepared, "?");
            parameters.add(parameter(found.group(1), simple, camel));
        }
        found.appendTail(prepared);
        return parameters.isEmpty() && !hasSettings || prepared.indexOf(":?") >= 0 ? Optional.empty() : Optional.of(new Statement(prepared.toString(), List.copyOf(parameters)));
    }

    /** A setting stays as it is while the service runs, and to find one takes longer than to fill in all others. */
    private static Expression parameter(String text, Language simple, CamelContext camel) {
        Expression parameter = simple.createExpression(text);
        return text.startsWith(SETTING) ? ExpressionBuilder.constantExpression(parameter.evaluate(new DefaultExchange(camel), Object.class)) : parameter;
    }
}
