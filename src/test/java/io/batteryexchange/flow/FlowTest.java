package io.batteryexchange.flow;

import io.batteryexchange.BundleApplication;
import io.batteryexchange.CityApplication;
import io.batteryexchange.flow.support.Bundle;
import io.batteryexchange.flow.support.BundleLoader;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.HandDriven;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Rows;
import io.batteryexchange.flow.support.StubServer;
import io.batteryexchange.flow.support.Surroundings;
import io.batteryexchange.flow.support.TelegramStub;
import io.batteryexchange.flow.support.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** The real routes on Camel, a real PostgreSQL, stub upstreams. All subclasses share one context; each test begins with empty tables and fresh stubs. */
@CamelSpringBootTest
@SpringBootTest(
    classes = {BundleApplication.class, HandDriven.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"spring.autoconfigure.exclude=" + CityApplication.NOT_FOR_THE_BUNDLE, "camel.main.auto-startup-exclude-pattern=" + Bundle.TIMERS + "," + TelegramStub.BOT,
        "logging.level.io.batteryexchange.flow=WARN", "management.prometheus.metrics.export.enabled=true"})
@ContextConfiguration(loader = BundleLoader.class)
abstract class FlowTest {

    final StubServer stub = Surroundings.get().stub();
    final FleetStub fleet = Surroundings.get().fleet();
    final CabinetsStub cabinets = Surroundings.get().cabinets();
    final CargoStub cargo = Surroundings.get().cargo();
    final TelegramStub telegram = Surroundings.get().telegram();
    final Tokens tokens = Surroundings.get().tokens();

    @Autowired
    Bundle bundle;
    @Autowired
    Rows rows;
    @Autowired
    MeterRegistry meters;
    @LocalServerPort
    int port;

    @BeforeEach
    void beginAfresh() {
        Surroundings.get().reset();
        rows.clear();
        bundle.resetBreakers();
    }

    /** Cargo shows the claim so from now on, and the journal has brought an event of the same revision; then the workers have worked. */
    void happens(ClaimDocument claim) {
        cargo.shows(claim);
        rows.event(claim.id(), claim.status(), claim.revision());
        bundle.work();
    }

    /** How often a person was called. */
    double crits() {
        return meters.counter("battery.exchange.crit").count();
    }

    /** How many repairs of a kind reconciliation counted. */
    double repairs(String kind) {
        return meters.counter("battery.exchange.repairs", "kind", kind).count();
    }

    /** The calls that changed something upstream, in their order: paths without what all paths of an upstream begin with. */
    List<String> changes() {
        return stub.received().stream()
            .map(Received::path)
            .filter(path -> !List.of(FleetStub.LIST, FleetStub.SENSORS, CabinetsStub.BOOKINGS, FleetStub.INFO, FleetStub.DETAILS, CabinetsStub.AVAILABLE, CabinetsStub.BOOKING, CargoStub.INFO,
                CargoStub.JOURNAL, CargoStub.SEARCH, CargoStub.CANCEL_INFO, "/oauth2/jwks").contains(path))
            .map(path -> path.replaceFirst("^(/scooter-backend|/scooter-accumulator/v1|/b2b/cargo/integration/v2)/", ""))
            .toList();
    }

    /** The courier of {@link Rows#performedTask}. */
    Caller courier() {
        return courier(Rows.COURIER);
    }

    Caller courier(String performerId) {
        return Caller.of(port, tokens.of(performerId, "courier"));
    }

    Caller cargoOrders() {
        return Caller.of(port, tokens.of("cargo-orders", "cargo-orders"));
    }

    Caller operator() {
        return Caller.of(port, tokens.of("ivanova", "operator"));
    }
}
