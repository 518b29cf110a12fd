package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorekeeperTextsTest {

    private final Properties russian = properties("ru");
    private final Properties english = properties("en");

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(russian.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(russian.stringPropertyNames()).allSatisfy(key -> assertThat(arguments(russian.getProperty(key))).isEqualTo(arguments(english.getProperty(key))));
    }

    @Test
    void noApostropheSwallowsAText() {
        assertThat(russian.values()).noneMatch(text -> text.toString().contains("'"));
        assertThat(english.values()).noneMatch(text -> text.toString().contains("'"));
    }

    /** The states of the table {@code tasks}. */
    @ParameterizedTest
    @ValueSource(strings = {"new", "planning", "booked", "claim_created", "approved", "performer_found", "at_cabinet", "to_scooter", "at_scooter", "to_return", "at_return", "done",
        "waiting", "parked", "attention", "cancelled"})
    void everyStateHasAText(String state) {
        assertThat(russian.stringPropertyNames()).contains("bot.state." + state);
    }

    private static Properties properties(String language) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages/storekeeper_" + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Pattern.compile("\\{(\\d+)").matcher(text).results().forEach(match -> arguments.add(match.group(1)));
        return arguments;
    }
}
