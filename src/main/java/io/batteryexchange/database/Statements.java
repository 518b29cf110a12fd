package io.batteryexchange.database;

import org.apache.camel.CamelContext;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/** Gives every statement of the routes its {@link StatementParameters}: an endpoint has an option for it, the component has none. */
@Component
class Statements implements CamelContextConfiguration {

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        StatementParameters parameters = new StatementParameters();
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof SqlEndpoint statement) {
                statement.setPrepareStatementStrategy(parameters);
            }
            return endpoint;
        });
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // nothing is left to be done then
    }
}
