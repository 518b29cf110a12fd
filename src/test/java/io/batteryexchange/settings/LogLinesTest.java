package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;
import org.springframework.core.io.FileSystemResource;

/** Nothing that is logged begins a line of its own, as if we had logged it. */
class LogLinesTest {

    private static final String FORGED = "2026-01-05T10:00:00.000Z ERROR crit    CRIT all is lost";

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = layout(context);

    @Test
    void aMessageOfSeveralLinesForgesNone() {
        assertThat(line("status\n" + FORGED + "\r\n" + FORGED + "\r" + FORGED + "\u2028" + FORGED + "\u0085" + FORGED, null).split("[\n\r\u2028\u0085]"))
            .hasSize(3).noneMatch(FORGED::equals).satisfies(lines -> assertThat(lines[1]).startsWith("  | 2026"));
    }

    @Test
    void theMessageOfAnExceptionForgesNone() {
        assertThat(line("failed", new IllegalStateException("x\n" + FORGED)).split("\n")).noneMatch(FORGED::equals).anyMatch(("  | " + FORGED)::equals)
            .anyMatch(line -> line.contains("at io.batteryexchange.settings.LogLinesTest"));
    }

    @Test
    void nothingSteersATerminal() {
        assertThat(line("a\u001b[2Jb\u009bc\u0000d\u0008e\tf", null)).endsWith(" a [2Jb c d e\tf" + System.lineSeparator());
    }

    private String line(String message, Throwable thrown) {
        Logger logger = context.getLogger("a.b.TestRoute");
        return layout.doLayout(new LoggingEvent("", logger, Level.WARN, message, thrown, null));
    }

    private static PatternLayout layout(LoggerContext context) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("wEx", WhitespaceThrowableProxyConverter::new);
        layout.setPattern(pattern());
        layout.start();
        return layout;
    }

    private static String pattern() {
        try {
            return new YamlPropertySourceLoader().load("settings", new FileSystemResource("config/application.yaml")).get(0).getProperty("logging.pattern.console").toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
