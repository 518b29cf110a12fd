package io.batteryexchange.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/** What {@code LOG_FORMAT=json} writes, as Spring Boot makes it of the settings, beside the log of the tests. */
public final class JsonLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private JsonLog(Environment environment) {
        setContext(root.getLoggerContext());
        root.getLoggerContext().putObject(Environment.class.getName(), environment);
        encoder.setContext(root.getLoggerContext());
        encoder.setFormat("logstash");
        encoder.start();
        start();
        root.addAppender(this);
    }

    public static JsonLog with(Environment environment) {
        return new JsonLog(environment);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    /** As they would stand in the log, each with its line break. */
    public List<String> lines() {
        return lines;
    }

    /** Each read as the one JSON document that it is. */
    public List<JsonNode> documents() {
        return lines.stream().map(line -> {
            try {
                return JSON.readTree(line);
            } catch (IOException e) {
                throw new UncheckedIOException(line, e);
            }
        }).toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
        encoder.stop();
    }
}
