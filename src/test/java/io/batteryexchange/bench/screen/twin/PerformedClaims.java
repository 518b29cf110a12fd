package io.batteryexchange.bench.screen.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The claim of a courier's call, by the bundle's own statement. */
final class PerformedClaims {

    private final JdbcClient jdbc;
    private final String statement;

    PerformedClaims(JdbcClient jdbc) throws IOException {
        this.jdbc = jdbc;
        this.statement = Files.readString(Path.of("routes", "sql", "claim-of-performer.sql")).replaceAll(":#\\$\\{variable\\.(\\w+)}", ":$1");
    }

    /** Empty: there is no such claim. */
    Optional<PerformedClaim> find(String claimId, String performer) {
        return jdbc.sql(statement).param("cargo_ref_id", claimId).param("acting_performer", performer).query(PerformedClaims::read).optional();
    }

    private static PerformedClaim read(ResultSet row, int number) throws SQLException {
        return new PerformedClaim(row.getBoolean("claim_live"), row.getString("performer_id"), row.getString("claim_id"), row.getString("claim_status"), row.getString("book_id"),
            row.getString("store_id"), row.getString("cabinet_id"), row.getBoolean("b_closed"), row.getBoolean("picked_up"), row.getBoolean("all_taken"), row.getBoolean("manual_mode"),
            row.getString("unresolved_cell_id"), row.getInt("opening_timeouts"), row.getString("issued_untold"), row.getString("returned_untold"), row.getString("reported_cells"));
    }
}
