package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Bundle;
import io.batteryexchange.flow.support.RoutesCopy;
import io.batteryexchange.flow.support.RoutesCopyLoader;
import io.batteryexchange.flow.support.TelegramStub;
import io.batteryexchange.reload.RouteReload;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The bundle on a copy of the folder {@code routes} that the test edits while it runs. Afterwards all is as it was. */
@ContextConfiguration(loader = RoutesCopyLoader.class)
@TestPropertySource(properties = "camel.main.routes-include-pattern=file:" + RoutesCopy.ROOT + "routes/**/*.camel.yaml")
abstract class EditedRoutesTest extends FlowTest {

    static final Duration LIVE = Duration.ofSeconds(2);

    private static final List<String> NOT_STARTED = List.of((Bundle.TIMERS + "," + TelegramStub.BOT).split(","));

    @Autowired
    private RouteReload reload;

    @AfterEach
    void asItWas() throws Exception {
        RoutesCopy.restore();
        taken();
        bundle.takeTimersAway();
        assertThat(notRunning()).isEmpty();
    }

    /** Waits until what was saved is taken or refused. */
    void taken() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(reload::settled);
    }

    /** The routes that should run and don't; timers and the bot are the tests' own. */
    List<String> notRunning() {
        return bundle.camel().getRoutes().stream().map(Route::getRouteId).filter(id -> !NOT_STARTED.contains(id))
            .filter(id -> bundle.camel().getRouteController().getRouteStatus(id) != ServiceStatus.Started).toList();
    }
}
