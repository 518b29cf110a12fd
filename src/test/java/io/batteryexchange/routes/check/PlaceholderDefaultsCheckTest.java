package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.tree.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderDefaultsCheckTest {

    private final PlaceholderDefaultsCheck check = new PlaceholderDefaultsCheck(Settings.read("""
            upstream:
              cargo:
                url: ${CARGO_URL:}
            ---
            spring.config.activate.on-profile: dev
            poll.pause: 5s
            """));

    @Test
    void refusesASettingWithoutDefault() {
        assertThat(Sample.texts(check.check(Sample.steps("a/b.camel.yaml", """
                - to:
                    uri: "{{upstream.cargo.uri}}/v2/{{upstream.cargo.url}}"
                """)))).containsExactly("a/b.camel.yaml, line 9: upstream.cargo.uri has no default in config/application.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{poll.pause}}", "{{upstream.cargo}}", "{{upstream.token:none}}"})
    void refuses(String text) {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", "- log:\n    message: \"" + text + "\"\n"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{upstream.cargo.url}}", "{{?upstream.cargo.version}}", "{{env:HOSTNAME}}", "{\\\"a\\\": {\\\"b\\\": {}}}"})
    void allows(String text) {
        assertThat(check.check(Sample.steps("a/b.camel.yaml", "- log:\n    message: \"" + text + "\"\n"))).isEmpty();
    }
}
