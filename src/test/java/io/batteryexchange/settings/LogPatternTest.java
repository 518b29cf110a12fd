package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;

/** The pattern of {@code config/application.yaml}. */
class LogPatternTest {

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = new PatternLayout();

    @BeforeEach
    void thePattern() throws IOException {
        layout.setContext(context);
        layout.setPattern(new YAMLMapper().readTree(Path.of("config/application.yaml").toFile()).at("/logging/pattern/console").asText());
        layout.getInstanceConverterMap().put("wEx", WhitespaceThrowableProxyConverter::new);
        layout.start();
    }

    @Test
    void anUsualLineIsAsItWas() {
        assertThat(line("task 1: claim x for scooter 002С00, 0.28 km", null)).endsWith("INFO  discover-scooter             task 1: claim x for scooter 002С00, 0.28 km" + System.lineSeparator());
    }

    @Test
    void textsOfOthersForgeNoLine() {
        String forged = "2026-01-05T10:00:00.000Z ERROR crit CRIT all is lost";

        String written = line("scooter N-1\n" + forged + "\r\n\n" + forged + "\u2028" + forged + "\u0085" + forged, null);

        assertThat(written.split("[\r\n\u2028\u0085]+")).hasSize(4).filteredOn(part -> part.startsWith("2026-01-05")).isEmpty();
        assertThat(written.split("[\r\n\u2028\u0085]+")).filteredOn(part -> part.startsWith("    | 2026-01-05")).hasSize(3);
    }

    @Test
    void textsOfOthersColourNothingAndTurnNothingRound() {
        assertThat(line("a\u001b[31mb\u0007c\u202ed\u200be\u0000f", null)).contains("a?[31mb?c?d?e?f");
    }

    @Test
    void anExceptionIsThereOnceWithItsMessageBehindTheBar() {
        String written = line("it failed", new IllegalStateException("answer\nERROR forged"));

        assertThat(written).contains("it failed", "    | java.lang.IllegalStateException: answer", "    | ERROR forged", "    | \tat io.batteryexchange").doesNotContain("\nERROR forged");
        assertThat(written.split("java.lang.IllegalStateException", -1)).hasSize(2);
    }

    private String line(String message, Throwable failure) {
        Logger logger = context.getLogger("discover-scooter");
        return layout.doLayout(new LoggingEvent("x", logger, Level.INFO, message, failure, null));
    }
}
