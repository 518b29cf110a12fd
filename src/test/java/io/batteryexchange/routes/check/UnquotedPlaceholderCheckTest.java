package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnquotedPlaceholderCheckTest {

    private final UnquotedPlaceholderCheck check = new UnquotedPlaceholderCheck();

    @Test
    void refusesAPlaceholderWithoutQuotes() {
        assertThat(Sample.texts(check.check(Sample.steps("a/b.camel.yaml", """
                - delay:
                    expression: {{poll.pause}}
                """)))).containsExactly("a/b.camel.yaml, line 9: a mapping as a key: put quotes around the {{placeholder}}");
    }

    @Test
    void allowsQuotes() {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    uri: "{{upstream.cargo.url}}"
                """))).isEmpty();
    }
}
