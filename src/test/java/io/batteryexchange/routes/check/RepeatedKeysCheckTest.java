package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedKeysCheckTest {

    private final RepeatedKeysCheck check = new RepeatedKeysCheck();

    @Test
    void refusesASecondId() {
        assertThat(Sample.texts(check.check(Sample.steps("planning/book.camel.yaml", """
                - to:
                    id: one
                    uri: direct:a
                    id: two
                """)))).containsExactly("planning/book.camel.yaml, line 11: 'id' repeats the key of line 9");
    }

    @Test
    void refusesARepeatedParameterDeepDown() {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    uri: http://partner
                    parameters: {httpMethod: GET, httpMethod: POST}
                """))).hasSize(1);
    }

    @Test
    void allowsTheSameKeyInTwoMappings() {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    id: one
                - to:
                    id: two
                """))).isEmpty();
    }
}
