package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.JsonLog;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The lines of {@code log.format} json, as {@code config/application.yaml} shapes them. */
class JsonLogTest {

    private static final Logger LOG = LoggerFactory.getLogger("discover-scooter");

    private JsonLog log;

    @BeforeEach
    void theSettings() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("derivedSettings", java.util.Map.of("node.id", "node-a")));
        new YamlPropertySourceLoader().load("application", new FileSystemResource("config/application.yaml")).forEach(environment.getPropertySources()::addLast);
        log = JsonLog.with(environment);
    }

    @AfterEach
    void nothingStays() {
        MDC.clear();
        log.close();
    }

    @Test
    void aLineTellsWhoWhereAndWhat() {
        MDC.put("task_id", "task-1");

        LOG.warn("scooter 002С00 \"is\" far");

        JsonNode line = only();
        assertThat(line.path("message").asText()).isEqualTo("scooter 002С00 \"is\" far");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("logger_name").asText()).isEqualTo("discover-scooter");
        assertThat(line.path("node").asText()).isEqualTo("node-a");
        assertThat(line.path("task_id").asText()).isEqualTo("task-1");
        assertThat(line.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\..+");
        assertThat(line.fieldNames()).toIterable().containsExactlyInAnyOrder("@timestamp", "message", "logger_name", "thread_name", "level", "task_id", "node");
    }

    @Test
    void aStackTraceIsOneLineWithItsEvent() {
        LOG.error(MarkerFactory.getMarker("CRIT"), "it failed", new IllegalStateException("answer\n{\"level\":\"ERROR\"}", new IOException("cause")));

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line.strip()).doesNotContain("\n", "\r"));
        assertThat(only().path("stack_trace").asText()).contains("java.lang.IllegalStateException: answer\n", "Caused by: java.io.IOException: cause", "\tat io.batteryexchange");
        assertThat(only().at("/tags/0").asText()).isEqualTo("CRIT");
    }

    @Test
    void textsOfOthersForgeNoLine() {
        LOG.info("scooter N-1\n{\"level\":\"ERROR\",\"message\":\"all is lost\"}\r\n\u0000\u001b[31m\",\"level\":\"ERROR");

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line.strip()).doesNotContain("\n", "\r", "\u0000", "\u001b"));
        assertThat(only().path("level").asText()).isEqualTo("INFO");
    }

    private JsonNode only() {
        assertThat(log.documents()).hasSize(1);
        return log.documents().get(0);
    }
}
