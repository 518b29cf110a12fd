package io.batteryexchange.bench.growth;

import static org.awaitility.Awaitility.await;

import io.batteryexchange.bench.support.QuietPartners;
import io.batteryexchange.bench.support.Results;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A fleet in which every scooter is low and in work already, so that a round of discovery reads the whole list and makes nothing of it. */
class ScooterListIT {

    private static final int FEW = 100;
    private static final int MANY = 200_000;
    private static final int PAGE = 500;
    private static final int LOOKS = 5;
    private static final double GOAL = 1.15;

    private record Reading(double liveMegabytes, double msOfPage) {
    }

    @Test
    void aLongListIsReadPageByPage() throws Exception {
        Reading few = read(FEW);
        Reading many = read(MANY);

        Results results = new Results("scooters");
        results.atMost("live heap while %,d scooters of car/list are read, to %d".formatted(MANY, FEW), many.liveMegabytes() / few.liveMegabytes(), GOAL,
            String.format(Locale.ROOT, "%.1f : %.1f MiB; a page of %d took %.1f ms", many.liveMegabytes(), few.liveMegabytes(), PAGE, many.msOfPage()));
        results.close();
    }

    /** What lives in a node while it reads the list, the most of some looks spread over it. */
    private static Reading read(int scooters) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(); QuietPartners partners = new QuietPartners(scooters)) {
            Flyway.configure().dataSource(database.url(), "postgres", "").load().migrate();
            allInWork(database, scooters);
            int port = Web.freePort();
            Map<String, String> settings = partners.settings(database.url());
            settings.putAll(Map.of("SERVER_PORT", Integer.toString(port), "POLL_CAR_LIST", "1s", "POLL_CAR_LIST_PAGE", Integer.toString(PAGE)));
            List<String> arguments = Stream.concat(ChildJvm.SHORT_LIVED.stream(), Stream.of("-Xmx384m", "-jar", "target/battery-exchange.jar")).toList();
            try (ChildJvm node = ChildJvm.start("scooters-" + scooters, arguments, settings)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> Web.isUp("http://127.0.0.1:" + port + "/actuator/health/readiness"));
                int pagesOfList = (scooters + PAGE - 1) / PAGE;
                await().atMost(Duration.ofMinutes(1)).until(() -> partners.pages() > pagesOfList); // a first round has warmed up
                List<Double> live = new ArrayList<>();
                int first = partners.pages();
                long began = System.nanoTime();
                for (int look = 1; look <= LOOKS; look++) {
                    int next = first + Math.max(look, pagesOfList * look / LOOKS);
                    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(() -> partners.pages() >= next);
                    live.add(node.liveMegabytes());
                }
                double ms = (System.nanoTime() - began) / 1e6 / (partners.pages() - first);
                return new Reading(live.stream().mapToDouble(Double::doubleValue).max().orElseThrow(), ms);
            }
        }
    }

    private static void allInWork(EmbeddedDatabase database, int scooters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), "postgres", ""); Statement statement = connection.createStatement()) {
            statement.execute("insert into items (item_id, car_id, tag_id, tag) select 'car-' || i || '/low', 'car-' || i, 'low', 'battery_low' from generate_series(0, %d) as i".formatted(scooters - 1));
            statement.execute("""
                insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, due_at, attention)
                select 'task-' || i, 'car-' || i || '/low', 'car-' || i, 'low', 'battery_low', 'attention', 50, null, 'a bench' from generate_series(0, %d) as i
                """.formatted(scooters - 1));
            statement.execute("vacuum analyze");
        }
    }
}
