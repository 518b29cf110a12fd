package io.batteryexchange.routes.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Draws the route files into {@code target/diagrams}; what documents show of it is what the files say. {@code -Dpictures.write=true} puts the pictures there. */
class PicturesTest {

    private static final RouteBundle BUNDLE = RouteBundle.read(Path.of("routes"));
    private static final Path FOLDER = Path.of("target/diagrams");
    private static final Pattern SHOWN = Pattern.compile("(?s)(<!-- picture ([\\w/-]+)[^>]*-->\n).*?(<!-- end of picture -->)");

    @Test
    void aStepIsNotInThePictureOfItsFile() throws IOException {
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Path file = FOLDER.resolve(picture.getKey() + ".mmd");
            Files.createDirectories(file.getParent());
            Files.writeString(file, picture.getValue());
        }

        for (RouteFile file : BUNDLE.files()) {
            String picture = Files.readString(FOLDER.resolve(name(file) + ".mmd"));
            assertThat(file.elements().stream().filter(element -> !element.is("rest", "from", "onWhen", "otherwise", "doFinally")).flatMap(element -> element.id().stream()))
                .as(file.name()).allMatch(picture::contains);
        }
    }

    @Test
    void aFileThatIsCalledHasNoArrowInThePictureOfTheFlow() throws IOException {
        String flow = pictures().get("flow");

        assertThat(BUNDLE.files().stream().filter(file -> !file.elements("from").isEmpty()).map(file -> "n_" + file.name().replaceAll("\\W", "_")))
            .allMatch(box -> flow.contains(" " + box + "[")).allMatch(box -> flow.contains("-> " + box + "\n"));
    }

    @TestFactory
    Stream<DynamicTest> aDocumentShowsAnotherPictureThanTheFilesGive() {
        return Stream.of("README.md", "routes/README.md").map(Path::of).filter(Files::exists).map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
            String text = Files.readString(document);
            String redrawn = redrawn(text);
            if (Boolean.getBoolean("pictures.write")) {
                Files.writeString(document, redrawn);
            }
            assertThat(Boolean.getBoolean("pictures.write") ? redrawn : text).as("%s; mvn test -Dtest=PicturesTest -Dpictures.write=true draws them anew", document).isEqualTo(redrawn);
        }));
    }

    private static String redrawn(String text) {
        Map<String, String> pictures = pictures();
        return SHOWN.matcher(text).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
            match.group(1) + "```mermaid\n" + picture(pictures, match) + "```\n" + match.group(3)));
    }

    private static String picture(Map<String, String> pictures, MatchResult match) {
        assertThat(pictures).as("the pictures that there are").containsKey(match.group(2));
        return pictures.get(match.group(2));
    }

    /** By name: {@code flow}, and each file's path below routes without its ending. */
    private static Map<String, String> pictures() {
        Map<String, String> pictures = new TreeMap<>();
        BUNDLE.files().forEach(file -> pictures.put(name(file), FilePicture.of(file)));
        pictures.put("flow", FlowPicture.of(BUNDLE));
        return pictures;
    }

    private static String name(RouteFile file) {
        return file.name().replace(".camel.yaml", "");
    }
}
