package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.EmbeddedDatabase;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who reads the bot's updates when there are several nodes. */
class PollerLeaseTest {

    private static EmbeddedDatabase database;
    private static JdbcClient jdbc;

    private final PollerLease a = lease("same-name");
    private final PollerLease b = lease("same-name");

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.start();
        DriverManagerDataSource source = new DriverManagerDataSource(database.url(), "postgres", "postgres");
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void nobodyHoldsIt() {
        jdbc.sql("update pollers set lease_no = 7, lease_until = null, lease_owner = null where name = 'storekeeper-bot'").update();
    }

    @Test
    void oneHoldsItAndTheOtherDoesNotThoughTheirNamesAreTheSame() {
        assertThat(a.hold()).isTrue();
        assertThat(b.hold()).isFalse();
        assertThat(a.hold()).isTrue();
        assertThat(leaseNo()).isEqualTo(8);
    }

    @Test
    void theOtherTakesOverWhenTheHolderIsDead() {
        a.hold();
        timeIsOver();

        assertThat(b.hold()).isTrue();

        assertThat(a.hold()).isFalse();
        assertThat(leaseNo()).isEqualTo(9);
    }

    @Test
    void aHolderThatIsLateKeepsItWhileNobodyElseWantsIt() {
        a.hold();
        timeIsOver();

        assertThat(a.hold()).isTrue();
        assertThat(leaseNo()).isEqualTo(8);
    }

    @Test
    void nobodyWaitsForOneThatWasGivenBack() {
        a.hold();
        a.release();

        assertThat(b.hold()).isTrue();
    }

    @Test
    void givesBackOnlyWhatItHolds() {
        a.hold();
        timeIsOver();
        b.hold();

        a.release();

        assertThat(lease("third").hold()).isFalse();
    }

    private static long leaseNo() {
        return jdbc.sql("select lease_no from pollers where name = 'storekeeper-bot'").query(Long.class).single();
    }

    private static void timeIsOver() {
        jdbc.sql("update pollers set lease_until = now() - interval '1 second' where name = 'storekeeper-bot'").update();
    }

    private static PollerLease lease(String owner) {
        return new PollerLease(jdbc, "storekeeper-bot", owner, Duration.ofSeconds(30));
    }
}
