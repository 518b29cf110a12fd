package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpandOnlyTest {

    static Stream<Path> migrations() throws IOException {
        return Files.list(Path.of("src", "main", "resources", "db", "migration")).sorted();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void theReleaseBeforeGoesOnWorking(Path migration) throws IOException {
        assertThat(ExpandOnly.findings(Files.readString(migration))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void aWorkingNodeIsNotDeadlocked(Path migration) throws IOException {
        boolean firstOnes = migration.getFileName().toString().matches("V[12]__.*"); // there was no release before that could have worked meanwhile
        assertThat(ExpandOnly.locked(Files.readString(migration))).hasSizeLessThanOrEqualTo(firstOnes ? 99 : 1);
    }

    @Test
    void seesEveryTableThatIsLocked() {
        assertThat(ExpandOnly.locked("create table a (b text references claims, c text references a); create index d on a (b); create or replace view tasks_at_work as select 1;\n"
            + "alter table only tasks add column x text; create index y on timeline (at); create trigger z before update on pollers execute function f();"))
            .containsExactly("claims", "pollers", "tasks", "tasks_at_work", "timeline");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "alter table tasks drop column turn",
        "alter table tasks\n  add column x text,\n  drop column y",
        "drop table claims",
        "drop function backoff(integer, interval, interval)",
        "drop view tasks_at_work; create view tasks_at_work as select 1",
        "alter table tasks rename column turn to place",
        "alter table tasks rename to jobs",
        "alter table tasks alter column lease_no type integer",
        "alter table tasks alter column lease_no set data type integer",
        "alter table tasks alter column book_id set not null",
        "alter table tasks alter column priority drop default",
        "alter table tasks add column colour text not null",
        "alter table tasks add column colour text not null, add column size integer default 1",
        "alter table tasks add column size integer default 1, add column colour text not null",
        "alter table tasks add constraint positive check (priority > 0)",
        "alter table tasks add unique (book_id)",
        "create unique index one_booking on tasks (book_id)",
        "delete from timeline",
        "/* only */ truncate claim_events"})
    void refusesWhatTheReleaseBeforeCanNotWorkWith(String sql) {
        assertThat(ExpandOnly.findings("-- Only adds.\n" + sql + ";\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "alter table tasks add column colour text",
        "alter table tasks add column colour text not null default 'red'",
        "alter table tasks add column colour text default 'red' not null",
        "alter table tasks add column turn double precision not null generated always as (1) stored",
        "alter table tasks alter column book_id drop not null",
        "drop index tasks_to_wake; create index tasks_by_turn on tasks (turn)",
        "create table a (b integer not null); create unique index c on a (b); alter table a add constraint d check (b > 0)",
        "create or replace function f() returns void language sql as $$ delete from x; drop table y; $$",
        "insert into pollers (name) values ('drop table tasks')",
        "-- drop table tasks\nselect 1"})
    void letsThroughWhatItDoesNotNotice(String sql) {
        assertThat(ExpandOnly.findings("-- Only adds.\n" + sql + ";\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "-- Contract: nobody reads column turn since release 0.3.\nalter table tasks drop column turn;")
    void aStepThatTakesAwaySaysSinceWhenNobodyUsesIt(String sql) {
        assertThat(ExpandOnly.findings(sql)).isEmpty();
    }
}
