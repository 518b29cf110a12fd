package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class SettingRefusedAnalyzerTest {

    @Test
    void showsTheSentenceHoweverDeepItLies() {
        Throwable failure = new IllegalStateException("context", new RuntimeException("bean", new SettingRefused("Setting a is missing.")));

        FailureAnalysis analysis = new SettingRefusedAnalyzer().analyze(failure);

        assertThat(analysis.getDescription()).isEqualTo("Setting a is missing.");
        assertThat(analysis.getAction()).contains("config/application.yaml");
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(new SettingRefusedAnalyzer().analyze(new IllegalStateException("context"))).isNull();
    }
}
