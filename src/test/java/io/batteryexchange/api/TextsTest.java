package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ru                         | ru",
        "en                         | en",
        "EN                         | en",
        "en-US                      | en",
        "en-GB,en;q=0.9             | en",
        "ru-RU,ru;q=0.9,en;q=0.8    | ru",
        "en;q=0.4,ru;q=0.9          | ru",
        "de,en;q=0.3                | en",
        "kk-KZ, ru;q=0.7, en;q=0.5  | ru",
        "de                         | ru",
        "*                          | ru",
        "en;q=0                     | ru",
        "en-Latn-US-x-private       | en"})
    void choosesTheLanguageThatTheCourierWantsMost(String header, String language) {
        assertThat(texts.language(header)).isEqualTo(Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", ",", ";", "en;q=", "en;q=abc", "en;q=5", "en;q=-1", "русский", "e", "en_US", "123456789", "en-", "-", "-,en", "\u0000", "${en}"})
    void speaksRussianWhenTheHeaderIsMalformed(String header) {
        assertThat(texts.language(header)).isEqualTo(Locale.forLanguageTag("ru"));
    }

    @Test
    void everyTextIsThereInBothLanguages() throws IOException {
        Properties russian = properties("ru");
        Properties english = properties("en");

        assertThat(russian.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(russian.stringPropertyNames()).allSatisfy(key -> assertThat(arguments(russian.getProperty(key))).isEqualTo(arguments(english.getProperty(key))));
    }

    @Test
    void noTextShowsALeftOverPlaceholder() throws IOException {
        for (String language : new String[] {"ru", "en"}) {
            assertThat(properties(language).stringPropertyNames()).allSatisfy(key ->
                assertThat(texts.text(Locale.forLanguageTag(language), key, 7, "c-7/3")).isNotBlank().doesNotContain("{", "}"));
        }
    }

    @Test
    void russianStandsInRussianAndEnglishInEnglish() throws IOException {
        Pattern cyrillic = Pattern.compile("\\p{IsCyrillic}");

        assertThat(properties("ru").values()).allSatisfy(text -> assertThat(text.toString()).containsPattern(cyrillic));
        assertThat(properties("en").values()).allSatisfy(text -> assertThat(text.toString()).doesNotContainPattern(cyrillic));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 | Невозможно открыть 1 ячейку. Обратитесь к кладовщику   | 1 cell cannot be opened. Please ask the storekeeper",
        "2 | Невозможно открыть 2 ячейки. Обратитесь к кладовщику   | 2 cells cannot be opened. Please ask the storekeeper",
        "4 | Невозможно открыть 4 ячейки. Обратитесь к кладовщику   | 4 cells cannot be opened. Please ask the storekeeper",
        "5 | Невозможно открыть 5 ячеек. Обратитесь к кладовщику    | 5 cells cannot be opened. Please ask the storekeeper",
        "11 | Невозможно открыть 11 ячеек. Обратитесь к кладовщику  | 11 cells cannot be opened. Please ask the storekeeper",
        "12 | Невозможно открыть 12 ячеек. Обратитесь к кладовщику  | 12 cells cannot be opened. Please ask the storekeeper",
        "21 | Невозможно открыть 21 ячейку. Обратитесь к кладовщику | 21 cells cannot be opened. Please ask the storekeeper",
        "22 | Невозможно открыть 22 ячейки. Обратитесь к кладовщику | 22 cells cannot be opened. Please ask the storekeeper",
        "111 | Невозможно открыть 111 ячеек. Обратитесь к кладовщику | 111 cells cannot be opened. Please ask the storekeeper"})
    void countsBrokenCellsGrammatically(int count, String russian, String english) {
        assertThat(texts.text(Locale.forLanguageTag("ru"), "screen.only_broken", count)).isEqualTo(russian);
        assertThat(texts.text(Locale.ENGLISH, "screen.only_broken", count)).isEqualTo(english);
    }

    private static Properties properties(String language) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve("courier_" + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Pattern.compile("\\{(\\d+)").matcher(text).results().forEach(match -> arguments.add(match.group(1)));
        return arguments;
    }
}
