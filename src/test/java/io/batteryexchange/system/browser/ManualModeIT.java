package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual mode, switched in the console. */
@ExtendWith(InBrowser.class)
class ManualModeIT {

    @Test
    void switchWithoutEffect(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("/manual-mode");
        assertThat(visit.find("#manual-off")).isVisible();
        visit.switchManualMode(true, "the cabinets hang");
        try {
            assertThat(visit.find("#scopes")).containsText("the cabinets hang");
            assertThat(visit.find("#scopes")).containsText("operator-1");
            visit.keep("on");
            assertThat(city.look("/operator/v1/manual-mode").path("scopes").path(0).path("reason").asText()).isEqualTo("the cabinets hang");
            visit.assertAccessible("manual mode while it is on");
            visit.open(city.console(""));
            assertThat(visit.find("#manual-mode-notice")).isVisible();
            visit.find("#to-manual-mode").click();
        } finally {
            visit.switchManualMode(false, "they answer again");
        }
        assertThat(visit.find("#manual-off")).isVisible();
        visit.keep("off");
        assertThat(city.look("/operator/v1/manual-mode").path("scopes")).isEmpty();
        visit.open(city.console(""));
        assertThat(visit.find("#manual-mode-notice")).hasCount(0);
    }
}
