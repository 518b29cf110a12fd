package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigFilesTest {

    private record Prices(Map<String, Integer> prices) {
    }

    private static final String GOOD = "prices: {apple: 1, pear: 2}\n";
    private static final String BETTER = "prices: {apple: 3, plum: 4}\n";
    private static final String BAD = "prices: {apple: cheap}\n";

    private final Logger log = (Logger) LoggerFactory.getLogger(WatchedFile.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ConfigFiles files = new ConfigFiles();

    @TempDir
    private Path folder;
    private Path path;
    private WatchedFile<Integer> prices;

    @BeforeEach
    void aGoodFile() throws IOException {
        lines.start();
        log.setAdditive(false);
        log.addAppender(lines);
        path = Files.writeString(folder.resolve("prices.yaml"), GOOD);
        prices = watch(path);
    }

    @AfterEach
    void end() {
        files.stop();
        log.detachAppender(lines);
        log.setAdditive(true);
    }

    @Test
    void readsAFileAgainWhenItsContentChanges() throws Exception {
        Files.writeString(path, BETTER);
        lookTwice();

        assertThat(prices.entries()).isEqualTo(Map.of("apple", 3, "plum", 4));
        assertThat(told()).containsExactly("INFO File " + path + " was read again (prices: 2): new plum; gone pear; changed apple");
    }

    @Test
    void seesAContentOfTheSameLengthAndAge() throws Exception {
        FileTime age = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(path, age);
        lookTwice();

        Files.writeString(path, GOOD.replace('1', '9'));
        Files.setLastModifiedTime(path, age);
        lookTwice();

        assertThat(prices.entries()).containsEntry("apple", 9);
    }

    @Test
    void seesAFileThatAnotherOneWasMovedOver() throws Exception {
        Files.move(Files.writeString(folder.resolve("prices.yaml.new"), BETTER), path, StandardCopyOption.ATOMIC_MOVE);
        lookTwice();

        assertThat(prices.entries()).containsEntry("apple", 3);
    }

    @Test
    void seesAConfigMapWhoseLinkWasSwitched() throws Exception {
        Path first = Files.writeString(Files.createDirectory(folder.resolve("..2024_01")).resolve("linked.yaml"), GOOD);
        Path second = Files.writeString(Files.createDirectory(folder.resolve("..2024_02")).resolve("linked.yaml"), BETTER);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getParent().getFileName());
        WatchedFile<Integer> linked = watch(Files.createSymbolicLink(folder.resolve("linked.yaml"), Path.of("..data/linked.yaml")));

        Files.move(Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getParent().getFileName()), data, StandardCopyOption.ATOMIC_MOVE);
        lookTwice();

        assertThat(linked.entries()).containsEntry("apple", 3);
    }

    @Test
    void doesNotTakeAFileThatIsStillBeingWritten() throws Exception {
        Files.writeString(path, "prices: {apple: 5}\n");
        files.look();
        Files.writeString(path, "prices: {apple: 5}\n# to be continued\n");
        files.look();

        assertThat(prices.entries()).containsEntry("apple", 1);

        files.look();
        assertThat(prices.entries()).isEqualTo(Map.of("apple", 5));
    }

    @Test
    void doesNotComplainAboutAFileThatIsGoneForAMomentOnly() throws Exception {
        Files.delete(path);
        files.look();
        Files.writeString(path, GOOD);
        lookTwice();

        assertThat(told()).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void keepsTheLastGoodContentAndSaysOnceWhatIsWrongWithTheNewestOne() throws Exception {
        Files.writeString(path, BAD);
        lookTwice();
        lookTwice();

        assertThat(prices.entries()).isEqualTo(Map.of("apple", 1, "pear", 2));
        assertThat(told()).singleElement().asString()
            .startsWith("ERROR File " + path + " (setting PRICES_FILE), line 1, prices.apple: ").endsWith("The last good content stays in use (prices: 2).");
    }

    @Test
    void saysAgainWhatIsWrongWhenAnotherBadContentComes() throws Exception {
        Files.writeString(path, BAD);
        lookTwice();
        Files.writeString(path, "prices: {apple: dear}\n");
        lookTwice();

        assertThat(told()).hasSize(2).allMatch(line -> line.startsWith("ERROR "));
        assertThat(told().get(1)).contains("dear");
        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.path("problem").asText()).contains("dear"));
    }

    @Test
    void keepsTheLastGoodContentOfAFileThatVanished() throws Exception {
        Files.delete(path);
        lookTwice();
        lookTwice();

        assertThat(prices.entries()).containsEntry("apple", 1);
        assertThat(told()).containsExactly("ERROR File " + path + " (setting PRICES_FILE) can't be read. The last good content stays in use (prices: 2).");

        Files.writeString(path, BETTER);
        lookTwice();
        assertThat(prices.entries()).containsEntry("apple", 3);
        assertThat(problems()).isEmpty();
    }

    @Test
    void tellsTheOperatorWhichFileIsRefusedUntilItIsRightAgain() throws Exception {
        watch(Files.writeString(folder.resolve("other.yaml"), GOOD));
        assertThat(problems()).isEmpty();
        Instant before = Instant.now().minusSeconds(1);

        Files.writeString(path, BAD);
        lookTwice();
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.fieldNames()).toIterable().containsExactly("file", "problem", "since");
            assertThat(problem.path("file").asText()).isEqualTo(path.toString());
            assertThat(problem.path("problem").asText()).startsWith("File " + path + " (setting PRICES_FILE), line 1, prices.apple: ");
            assertThat(Instant.parse(problem.path("since").asText())).isBetween(before, Instant.now());
        });

        Files.writeString(path, GOOD);
        lookTwice();
        assertThat(problems()).isEmpty();
        assertThat(told()).last().isEqualTo("INFO File " + path + " was read again (prices: 2): none changed");
    }

    @Test
    void keepsWatchingWhenACheckTripsOverTheContent() throws Exception {
        WatchedFile<Integer> fragile = files.watch(new YamlFile(path, "PRICES_FILE"), "prices", content -> {
            if (content.equals(BETTER)) {
                throw new IllegalStateException("tripped");
            }
            return Map.of("length", content.length());
        });

        Files.writeString(path, BETTER);
        lookTwice();
        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.path("problem").asText())
            .isEqualTo("File " + path + " can't be used: java.lang.IllegalStateException: tripped"));

        Files.writeString(path, "prices: {}\n");
        lookTwice();
        assertThat(fragile.entries()).containsEntry("length", 11);
    }

    @Test
    void refusesABadFileAtTheStart() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), BAD);

        assertThatThrownBy(() -> watch(bad)).isInstanceOf(SettingRefused.class).hasMessageStartingWith("File " + bad + " (setting PRICES_FILE), line 1, prices.apple: ");
        assertThat(problems()).isEmpty();
    }

    @Test
    void looksByItselfOftenEnoughThatAChangeCountsWithinFiveSeconds() throws Exception {
        files.start();

        Files.writeString(path, BETTER);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(prices.entries()).containsEntry("apple", 3));
    }

    private WatchedFile<Integer> watch(Path at) {
        YamlFile file = new YamlFile(at, "PRICES_FILE");
        return files.watch(file, "prices", content -> Collections.unmodifiableMap(new TreeMap<>(file.parse(content, Prices.class).prices())));
    }

    private void lookTwice() {
        files.look();
        files.look();
    }

    private Iterable<JsonNode> problems() throws IOException {
        return new ObjectMapper().readTree(files.problems());
    }

    private List<String> told() {
        return lines.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO)).map(line -> line.getLevel() + " " + line.getFormattedMessage()).toList();
    }
}
