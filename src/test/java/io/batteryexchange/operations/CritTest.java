package io.batteryexchange.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

class CritTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(Crit.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.setAdditive(false);
        log.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
        log.setAdditive(true);
    }

    @Test
    void raisesTheCounterThatTheAlertRuleWatches() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Crit crit = new Crit(meters);
        assertThat(meters.scrape()).contains("battery_exchange_crit_total 0.0");

        crit.raise("claim claim-1 could not be estimated");

        assertThat(meters.scrape()).contains("battery_exchange_crit_total 1.0");
    }

    @Test
    void logsAMarkedErrorThatNamesTheReason() {
        new Crit(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)).raise("claim claim-1 could not be estimated");

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getMarkerList()).containsExactly(MarkerFactory.getMarker("CRIT"));
            assertThat(line.getFormattedMessage()).isEqualTo("CRIT claim claim-1 could not be estimated");
        });
    }
}
