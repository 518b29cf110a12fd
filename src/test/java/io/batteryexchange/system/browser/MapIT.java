package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The map of the console, and why a scooter is not served. */
@ExtendWith(InBrowser.class)
class MapIT {

    @BeforeEach
    void nobodyElseIsUnderWay(BrowserCity city) {
        city.awaitRest();
    }

    @AfterEach
    void goOn(BrowserCity city) {
        city.usualSpeed();
    }

    @Test
    void marksMissing(BrowserCity city, Visitors visitors) {
        JsonNode task = city.taskOnTheWay();
        Visit visit = visitors.desktop().signIn("/map");
        JsonNode tasks = city.look("/operator/v1/tasks?limit=200").path("tasks");
        long open = StreamSupport.stream(tasks.spliterator(), false).filter(one -> !one.has("finished_at")).count();
        long swapped = StreamSupport.stream(tasks.spliterator(), false).filter(one -> one.path("outcome").asText().equals("swapped")).count();
        int stores = city.seen("city").path("stores").size();

        assertThat(visit.find("#city-picture use[href='#sign-courier']")).hasCount(1);
        assertThat(visit.find("#city-picture line.map-path")).hasCount(1);
        assertThat(visit.find("#city-picture use[href^='#sign-below'], #city-picture use[href='#sign-above']")).hasCount((int) open);
        assertThat(visit.find("#city-picture use[href='#sign-served']")).hasCount((int) swapped);
        assertThat(visit.find("#city-picture use[href^='#sign-store']")).hasCount(stores);
        assertThat(visit.find("#city-list li[data-sign=courier]")).hasCount(1);
        assertThat(visit.find("#city-list li[data-sign=served]")).hasCount((int) swapped);
        assertThat(visit.find("#city-list li[data-sign^=store]")).hasCount(stores);
        visit.keep("map");

        visit.find("#list-scooter-" + BrowserCity.id(task)).click();
        assertThat(visit.page()).hasURL(city.console("/tasks/" + BrowserCity.id(task)));
    }

    @Test
    void mapGrowsOld(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("/map");
        JsonNode task = city.taskOnTheWay();

        assertThat(visit.find("#list-courier-" + BrowserCity.id(task))).isVisible();
        Locator store = visit.find("#city-list li[data-sign^=store] a").first();
        store.focus();
        city.usualSpeed();
        city.awaitState(task, "done");
        assertThat(visit.find("#list-served-" + BrowserCity.id(task))).isVisible();
        assertThat(visit.find("#list-courier-" + BrowserCity.id(task))).hasCount(0);
        assertThat(store).isFocused();
    }

    @Test
    void reasonNotTold(BrowserCity city, Visitors visitors) {
        JsonNode task = city.waitingTask();
        Visit visit = visitors.desktop().signIn("/scooters");

        visit.find("#scooter-query").fill(task.path("car_number").asText());
        visit.find("#scooter-query").press("Enter");

        assertThat(visit.find("#scooter-headline")).isVisible();
        visit.keep("waiting");
        assertThat(visit.find(".scooter-reasons li[data-kind=waiting], #scooter-headline[data-kind=waiting]").first()).isVisible();
        visit.assertAccessible("why a scooter is not served");
        visit.find("#scooter-task").click();
        assertThat(visit.page()).hasURL(city.console("/tasks/" + BrowserCity.id(task)));
    }
}
