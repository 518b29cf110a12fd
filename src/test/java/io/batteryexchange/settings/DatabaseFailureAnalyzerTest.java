package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DatabaseFailureAnalyzerTest {

    private final DatabaseFailureAnalyzer analyzer = new DatabaseFailureAnalyzer();

    @Test
    void showsTheFirstLineOfTheDeepestReason() {
        SQLException refused = new SQLException("pool", new SQLException("password authentication failed\nHint: none"));

        FailureAnalysis analysis = analyzer.analyze(new IllegalStateException("context", refused));

        assertThat(analysis.getDescription()).isEqualTo("The database can't be used: password authentication failed");
        assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void saysSoWhenNoReasonIsGiven() {
        assertThat(analyzer.analyze(new SQLException("")).getDescription()).isEqualTo("The database can't be used: no reason given");
    }
}
