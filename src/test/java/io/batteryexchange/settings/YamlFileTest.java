package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {

    private record Shelf(Integer books) {
    }

    @TempDir
    private Path folder;

    @Test
    void refusesAMissingFileAndAFolder() {
        YamlFile nowhere = file("nowhere.yaml");
        YamlFile aFolder = new YamlFile(folder, "SHELF_FILE");

        assertThatThrownBy(nowhere::content).isInstanceOf(SettingRefused.class).hasMessage("File " + nowhere.path() + " (setting SHELF_FILE) can't be read.");
        assertThatThrownBy(aFolder::content).isInstanceOf(SettingRefused.class).hasMessageStartingWith("File " + folder + " (setting SHELF_FILE) can't be read");
    }

    @Test
    void refusesAFileInAnotherEncodingInsteadOfReadingNonsense() throws Exception {
        YamlFile file = file("shelf.yaml");
        Files.write(file.path(), "name: Käfer".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(file::content).isInstanceOf(SettingRefused.class).hasMessage("File " + file.path() + " (setting SHELF_FILE) is not UTF-8 text.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'books:\n\t- 1\n'     | 2 | found character",
        "'books: {a: 1\nb: 2\n' | 1 | Cannot deserialize",
        "'books: ''1\n\n'       | 3 | found unexpected end of stream",
        "'- books: 1\nb: 2'     | 1 | Cannot deserialize"})
    void saysInOneSentenceInWhichLineTheMistakeIs(String content, int line, String reason) {
        YamlFile file = file("shelf.yaml");

        assertThatThrownBy(() -> file.parse(content, Shelf.class)).isInstanceOf(SettingRefused.class)
            .message().contains("File " + file.path() + " (setting SHELF_FILE), line " + line).contains(": " + reason).hasLineCount(1);
    }

    @Test
    void readsWhatIsThere() throws Exception {
        YamlFile file = file("shelf.yaml");
        Files.writeString(file.path(), "books: 3\n");

        assertThat(file.parse(file.content(), Shelf.class)).isEqualTo(new Shelf(3));
    }

    private YamlFile file(String name) {
        return new YamlFile(folder.resolve(name), "SHELF_FILE");
    }
}
