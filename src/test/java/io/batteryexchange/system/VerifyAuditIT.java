package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.TestSecrets;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged command, with the settings of the database and no others. */
class VerifyAuditIT {

    /** By exit code: intact, one break, not verified. */
    private static final Map<Integer, Integer> LINES = Map.of(0, 2, 1, 3, 2, 1);

    @Test
    void tellsByItsExitCodeWhetherSomethingWasChanged() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
            DriverManagerDataSource source = new DriverManagerDataSource(database.url(), "postgres", TestSecrets.DATABASE_PASSWORD);
            assertEnds("not-migrated", database.url(), 2, "The database has no audit chain yet");
            Flyway.configure().dataSource(source).load().migrate();
            JdbcClient jdbc = JdbcClient.create(source);
            jdbc.sql("select enter_reconciliation('[{\"kind\": \"decision\", \"name\": \"a\"}, {\"kind\": \"decision\", \"name\": \"b\"}]')").query(Long.class).single();
            assertEnds("intact", database.url(), 0, "audit: 2 entries in 1 chains, 0 of them from before the chain; intact");

            jdbc.sql("do $$ begin set local session_replication_role = replica; update reconciliation_timeline set name = 'c' where entry_no = 2; end $$").update();
            assertEnds("changed", database.url(), 1, "reconciliation, entry 2: changed");
        }
        assertEnds("silent", "jdbc:postgresql://127.0.0.1:" + Web.freePort() + "/none", 2, "The database can't be used: ");
        assertEnds("missing", "", 2, "(environment variable SPRING_DATASOURCE_URL) is missing");
    }

    private static void assertEnds(String name, String url, int exitCode, String sentence) throws Exception {
        Map<String, String> settings = Map.of("SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_USERNAME", "postgres", "SPRING_DATASOURCE_PASSWORD", TestSecrets.DATABASE_PASSWORD);
        try (ChildJvm command = ChildJvm.start("verify-audit-" + name, List.of("-Xmx64m", "-jar", "target/battery-exchange.jar", "verify-audit"), settings)) {
            assertThat(command.exitCode(60)).as(command.output()).isEqualTo(exitCode);
            assertThat(command.output().lines()).as("a sentence; or each break, the figures and the digest").hasSize(LINES.get(exitCode)).anyMatch(line -> line.contains(sentence));
        }
    }
}
