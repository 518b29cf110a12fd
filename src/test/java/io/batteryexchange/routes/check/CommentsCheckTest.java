package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommentsCheckTest {

    private final CommentsCheck check = new CommentsCheck();

    @Test
    void refusesACommentBetweenSteps() {
        assertThat(Sample.texts(check.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    id: one
                # now the other
                - to:
                    id: two
                """)))).containsExactly(
                        "a/b.camel.yaml, line 10: a comment below the head of the file gets lost in the editor: use description or note");
    }

    @Test
    void refusesACommentAtTheEndOfALine() {
        assertThat(check.check(Sample.file("b.camel.yaml", "- route: # the first\n    id: a\n"))).hasSize(1);
    }

    @Test
    void refusesACommentBelowTheLastStep() {
        assertThat(check.check(Sample.file("b.camel.yaml", "- route:\n    id: a\n# end\n"))).hasSize(1);
    }

    @Test
    void allowsCommentsAtTheHead() {
        assertThat(check.check(Sample.file("b.camel.yaml", "# Books.\n\n# Much.\n- route:\n    id: a\n"))).isEmpty();
    }

    @Test
    void allowsAHashInsideAValue() {
        assertThat(check.check(Sample.file("b.camel.yaml", "- route:\n    id: a\n    note: \"see # 5\"\n    group: a#b\n"))).isEmpty();
    }
}
