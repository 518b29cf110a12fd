package io.batteryexchange.database;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** One variable of several exchanges, in their order, for a statement that makes rows of such columns. An exchange without that variable has a null. */
record Column(String variable, List<Exchange> exchanges) {

    /** As the driver takes an array of texts. */
    String[] texts() {
        return values().map(TextWhenSaved::of).map(value -> Objects.toString(value, null)).toArray(String[]::new);
    }

    private Stream<Object> values() {
        return exchanges.stream().map(exchange -> exchange.getVariable(variable));
    }

    /** For logs. */
    @Override
    public String toString() {
        return values().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
