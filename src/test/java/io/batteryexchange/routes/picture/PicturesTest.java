package io.batteryexchange.routes.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Draws the route files into {@code target/diagrams}; what documents show of it is what the files say. {@code -Dpictures.write=true} puts the pictures there. */
class PicturesTest {

    private static final RouteBundle BUNDLE = RouteBundle.read(Path.of("routes"));
    private static final Map<String, String> PICTURES = Pictures.of(BUNDLE);
    private static final List<String> OVERVIEWS = List.of("flow", "couriers", "operators");
    private static final Pattern SHOWN = Pattern.compile("(?s)(<!-- picture ([\\w/-]+)[^>]*-->\n).*?(<!-- end of picture -->)");
    /** GitHub shows a picture as wide as its text: beyond this many boxes nobody can read it there. */
    private static final int MOST_BOXES = 60;

    @Test
    void aPictureIsNotWritten() throws IOException {
        Path folder = Pictures.write(BUNDLE);

        for (Map.Entry<String, String> picture : PICTURES.entrySet()) {
            assertThat(folder.resolve(picture.getKey() + ".mmd")).hasContent(picture.getValue());
        }
    }

    @TestFactory
    Stream<DynamicTest> aPictureCannotBeDrawn() {
        return PICTURES.entrySet().stream().map(picture -> DynamicTest.dynamicTest(picture.getKey(), () -> assertThat(MermaidSyntax.problems(picture.getValue())).isEmpty()));
    }

    @Test
    void aStepIsNotInThePictureOfItsFile() {
        for (RouteFile file : BUNDLE.files()) {
            String picture = PICTURES.get(Pictures.name(file));
            assertThat(file.elements().stream().filter(element -> !element.is("rest", "from", "onWhen", "otherwise", "doFinally")).flatMap(element -> element.id().stream()))
                .as(file.name()).allMatch(picture::contains);
        }
    }

    /** Partners are in the titles of frames, the policies for failures are called by nobody. */
    @Test
    void aFileIsInNoPictureOfTheFlowOrNothingLeadsToIt() {
        List<RouteFile> called = BUNDLE.files().stream().filter(file -> !file.elements("from").isEmpty() && !List.of("", "upstream").contains(file.folder())).toList();
        String all = OVERVIEWS.stream().map(PICTURES::get).collect(Collectors.joining());

        assertThat(called).hasSizeGreaterThan(40);
        for (RouteFile file : called) {
            String title = Pictures.name(file).replaceFirst("^.*/", "");
            boolean handler = title.startsWith("on-");
            String box = "n_" + (handler ? file.folder() + "/on" : Pictures.name(file)).replaceAll("\\W", "_");
            assertThat(all).containsPattern(" " + box + "\\[\"[^\"]*" + (handler ? title.substring(3) : title) + "(\"|<)").contains("-> " + box + "\n");
        }
    }

    @Test
    void whatGoesByWayOfATableIsNotInThePictureOfTheFlow() {
        assertThat(PICTURES.get("flow").lines().map(String::strip)).contains("n_discovery_low_battery_poll -.-> n_table_tasks", "n_table_tasks -.-> n_tasks_due_tasks",
            "n_claims_journal_poll -.-> n_table_claim_events", "n_table_claim_events -.-> n_tasks_due_tasks");
    }

    @Test
    void aPictureOfTheFlowHasMoreBoxesThanCanBeRead() {
        assertThat(OVERVIEWS.stream().map(PICTURES::get).map(picture -> picture.lines().filter(line -> line.strip().matches("n_\\w+[\\[({].*")).count()))
            .allMatch(boxes -> boxes > 5 && boxes < MOST_BOXES);
    }

    @TestFactory
    Stream<DynamicTest> aDocumentShowsAnotherPictureThanTheFilesGive() {
        return Stream.of("README.md", "routes/README.md").map(Path::of).filter(Files::exists).map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
            String text = Files.readString(document);
            String redrawn = redrawn(text);
            if (Boolean.getBoolean("pictures.write")) {
                Files.writeString(document, redrawn);
                return;
            }
            assertThat(text.equals(redrawn)).as("%s shows the pictures that the files give; mvn test -Dtest=PicturesTest -Dpictures.write=true draws them anew", document).isTrue();
        }));
    }

    @Test
    void aPictureOfTheFlowIsNotInTheReadme() throws IOException {
        assertThat(SHOWN.matcher(Files.readString(Path.of("README.md"))).results().map(shown -> shown.group(2))).containsAll(OVERVIEWS);
    }

    private static String redrawn(String text) {
        return SHOWN.matcher(text).replaceAll(shown -> Matcher.quoteReplacement(shown.group(1) + "```mermaid\n" + picture(shown) + "```\n" + shown.group(3)));
    }

    private static String picture(MatchResult shown) {
        assertThat(PICTURES).as("the pictures that there are").containsKey(shown.group(2));
        return PICTURES.get(shown.group(2));
    }
}
