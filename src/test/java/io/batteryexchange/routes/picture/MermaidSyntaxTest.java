package io.batteryexchange.routes.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MermaidSyntaxTest {

    private static final String HEAD = new Mermaid("TD").toString();

    @Test
    void aSoundPictureIsRefused() {
        Mermaid picture = new Mermaid("LR");
        picture.begin("frame", "a \"frame\"");
        picture.downwards();
        for (Mermaid.Shape shape : Mermaid.Shape.values()) {
            picture.box("box " + shape, shape, "one", "two");
        }
        picture.end();
        picture.arrow("box " + Mermaid.Shape.STEP, "frame", "", true);
        picture.arrow("frame", "box " + Mermaid.Shape.LOG, "yes", false);

        assertThat(MermaidSyntax.problems(picture.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {
        "n_a[\"a\"]%n n_a --> n_b                  ; an arrow to nothing: n_b",
        "n_a[\"a\"]%n n_a[\"b\"]                   ; twice: n_a",
        "subgraph n_f[\"f\"]                       ; without an end: n_f",
        "end                                       ; no line of a flowchart: end",
        "n_a[a \"quoted\" label]                   ; no line of a flowchart: n_a[a \"quoted\" label]",
        "n_a[\"say \"hello\"\"]                    ; no line of a flowchart: n_a[\"say \"hello\"\"]",
        "n_a([\"a\"]                               ; no line of a flowchart: n_a([\"a\"]",
        "a[\"a\"]                                  ; no line of a flowchart: a[\"a\"]"})
    void aBrokenPictureIsLetPass(String lines, String problem) {
        assertThat(MermaidSyntax.problems(HEAD + lines.formatted())).containsExactly(problem);
    }

    @Test
    void aTextThatIsNoPictureIsLetPass() {
        assertThat(MermaidSyntax.problems("flowchart")).isNotEmpty();
    }
}
