package io.batteryexchange.settings;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that can't be used at start is named in one sentence. */
public class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        Throwable deepest = cause;
        while (deepest.getCause() instanceof SQLException next) {
            deepest = next;
        }
        return new FailureAnalysis("The database can't be used: " + deepest.getMessage().lines().findFirst().orElse("no reason given"),
            "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that PostgreSQL 13 or newer runs there.", cause);
    }
}
