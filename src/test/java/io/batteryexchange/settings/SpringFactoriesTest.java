package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SpringFactoriesTest {

    @Test
    void springFindsTheChecksThatRunBeforeAnythingStarts() {
        assertThat(loaded(EnvironmentPostProcessor.class)).hasAtLeastOneElementOfType(RequiredSettings.class);
    }

    @Test
    void springFindsTheSentencesThatReplaceStackTraces() {
        assertThat(loaded(FailureAnalyzer.class)).hasAtLeastOneElementOfType(SettingRefusedAnalyzer.class).hasAtLeastOneElementOfType(DatabaseFailureAnalyzer.class);
    }

    /** Those of Spring itself that need a running application are left out. */
    private static <T> List<T> loaded(Class<T> type) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
            .load(type, SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> { }));
    }
}
