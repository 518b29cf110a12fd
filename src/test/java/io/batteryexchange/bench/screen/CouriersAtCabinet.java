package io.batteryexchange.bench.screen;

import io.batteryexchange.flow.support.Tokens;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** Couriers who stand at the cabinet, each with a claim of his own and nothing taken yet. */
final class CouriersAtCabinet {

    static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=";
    /** Longer than any bench. */
    private static final int TOKENS_LAST_S = 4 * 3600;

    /** One call of one courier. */
    record Call(String path, String token) {
    }

    private final List<Call> calls;

    /** Writes the rows of so many of them. The schema must be there. */
    CouriersAtCabinet(int count, EmbeddedDatabase database, Tokens tokens) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), "postgres", TestSecrets.DATABASE_PASSWORD); Statement statement = connection.createStatement()) {
            statement.execute("insert into items (item_id, car_id, tag_id, tag) select 'car-' || i || '/t', 'car-' || i, 't', 'battery_low' from generate_series(1, " + count + ") i");
            statement.execute("""
                insert into tasks (task_id, item_id, car_id, car_number, tag_id, tag, state, priority, due_at, lat, lon, battery_percent, accumulator_before, processing_tag_id,
                                   store_id, cabinet_id, book_id, contractor_id, claim_id, performer_id, performer_no)
                select 'task-' || i, 'car-' || i || '/t', 'car-' || i, 'N-' || i, 't', 'battery_low', 'at_cabinet', 50, null, 55.7, 37.5, 17, 'acc-old-' || i, 'p-' || i,
                       'grocery:123', 'c-7', 'book-' || i, 'courier-' || i, 'claim-' || i, 'courier-' || i, 1
                  from generate_series(1, %d) i""".formatted(count));
            statement.execute("""
                insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c, performer_id)
                select 'claim-' || i, 'task-' || i, 1, 'book-' || i, 'c-7', 'grocery:123', 'pickup_arrived', 1, 7, 4294967301, 4294967302, 4294967303, 'courier-' || i
                  from generate_series(1, %d) i""".formatted(count));
            statement.execute("analyze");
        }
        calls = IntStream.rangeClosed(1, count)
            .mapToObj(i -> new Call(STATUS + "claim-" + i, tokens.with("courier-" + i, "courier", claims -> claims.expirationTime(Tokens.in(TOKENS_LAST_S)))))
            .toList();
    }

    List<Call> calls() {
        return calls;
    }

    /** As a {@link LoadGenerator} reads it. */
    Path writeTo(Path file) throws IOException {
        return Files.write(file, calls.stream().map(call -> call.path() + " " + call.token()).toList());
    }
}
