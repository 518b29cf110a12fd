package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripCheckTest {

    private final RoundTripCheck check = new RoundTripCheck();

    @Test
    void refusesANumberThatJavaScriptRounds() {
        assertThat(Sample.texts(check.check(Sample.steps("a/b.camel.yaml", """
                - setVariable:
                    name: chat
                    expression:
                      constant:
                        expression: 9007199254740993
                """)))).containsExactly("a/b.camel.yaml, line 12: a save turns 9007199254740993 into 9007199254740992: write it so, or in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1F", "0o17", "True", "NULL", ".5", "1.10", "5.0", "1e3"})
    void refusesWhatTheEditorReadsInAnotherWayThanCamel(String value) {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", "- log:\n    message: " + value + "\n"))).hasSize(1);
    }

    @Test
    void refusesAnAlias() {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", """
                - to: &call
                    uri: direct:a
                - to: *call
                """))).singleElement().asString().startsWith("a/b.camel.yaml, line 10: an alias (*call)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0.7", "0.00001", "-3", "", "true", "'0x1F'", "yes", "\"{{a.b}}/v2\"", "'${variable.a} # no comment'", "\"two\\nlines \\n\"", "''"})
    void allows(String value) {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", "- log:\n    message: " + value + "\n"))).isEmpty();
    }

    @Test
    void allowsBlocksAndLongLines() {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", """
                - log:
                    note: %s
                    message: |
                      first  line
                        second line

                      third
                - log:
                    message: >-
                      folded
                      text
                """.formatted("many words ".repeat(40).strip())))).isEmpty();
    }
}
