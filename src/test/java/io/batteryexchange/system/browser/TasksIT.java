package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does about tasks. */
@ExtendWith(InBrowser.class)
class TasksIT {

    @Test
    void attentionTaskNotResolved(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("");
        JsonNode task = city.attentionTask();
        String id = BrowserCity.id(task);
        assertThat(visit.find("#task-" + id)).isVisible(); // without a reload
        visit.keep("queue");

        visit.find("#resolve-" + id).click();
        visit.keep("form");
        visit.assertAccessible("the form that resolves a task");
        visit.find("#outcome-abandoned").check();
        visit.confirm("the courier brought everything back");

        assertThat(visit.find("#done")).isVisible();
        visit.keep("resolved");
        assertThat(visit.find("#timeline")).containsText("the courier brought everything back");
        assertThat(visit.find("#timeline")).containsText("operator-1");
        assertThat(city.awaitState(task, "done").path("outcome").asText()).isEqualTo("abandoned");
        visit.open(city.console(""));
        assertThat(visit.find("#task-" + id)).hasCount(0);
    }

    @Test
    void changeWithoutReasonOrConfirmation(BrowserCity city, Visitors visitors) {
        JsonNode task = city.waitingTask();
        Visit visit = visitors.desktop().signIn("/tasks/" + BrowserCity.id(task) + "/change/park");

        visit.find("#submit").click();
        assertThat(visit.find("#reason:invalid")).hasCount(1);
        visit.find("#reason").fill("a parade until the evening");
        visit.find("#submit").click();
        assertThat(visit.find("#confirmed:invalid")).hasCount(1);
        assertThat(city.awaitState(task, "waiting").path("state").asText()).isEqualTo("waiting");

        visit.confirm("a parade until the evening");
        assertThat(visit.find("#done")).isVisible();
        city.awaitState(task, "parked");
        visit.keep("parked");
    }

    @Test
    void openPageGrowsOld(BrowserCity city, Visitors visitors) {
        JsonNode task = city.taskOnTheWay();
        Visit list = visitors.desktop().signIn("/tasks?car_id=" + task.path("car_id").asText());
        Locator stateInList = list.find("#task-" + BrowserCity.id(task) + " .state");
        Visit visit = visitors.desktop().signIn("/tasks/" + BrowserCity.id(task));
        Locator link = visit.find("#of-courier");
        link.focus();
        visit.page().evaluate("() => { window.neverReloaded = true; document.getElementById('of-courier').before = true; }");
        int entries = visit.find("#timeline > li").count();

        city.usualSpeed();
        city.awaitState(task, "done");

        assertThat(visit.find(".head .state")).hasClass(Pattern.compile(".*is-done.*"));
        assertThat(stateInList).hasClass(Pattern.compile(".*is-done.*"));
        assertThat(visit.find("#timeline > li").count()).isGreaterThan(entries);
        assertThat(visit.page().evaluate("() => window.neverReloaded === true && document.getElementById('of-courier').before !== true")).as("swapped, not reloaded").isEqualTo(true);
        assertThat(link).isFocused();
        visit.keep("done");
    }

    @Test
    void noWayWithoutAMouse(BrowserCity city, Visitors visitors) {
        JsonNode task = city.waitingTask();
        Visit visit = visitors.desktop().signIn("/tasks?state=waiting");

        visit.page().keyboard().press("Tab");
        assertThat(visit.find(".skip")).isFocused();
        assertThat(visit.find(".skip")).isInViewport();
        visit.page().keyboard().press("Enter");
        visit.tabTo(visit.find("#open-" + BrowserCity.id(task)));
        visit.keep("focus");
        visit.page().keyboard().press("Enter");
        assertThat(visit.page()).hasURL(city.console("/tasks/" + BrowserCity.id(task)));

        visit.tabTo(visit.find("#change-replan"));
        visit.page().keyboard().press("Enter");
        visit.tabTo(visit.find("#reason"));
        visit.page().keyboard().type("the street is free again");
        visit.page().keyboard().press("Tab");
        visit.page().keyboard().press("Space");
        visit.page().keyboard().press("Tab");
        visit.page().keyboard().press("Enter");

        assertThat(visit.find("#done")).isVisible();
        assertThat(visit.find("#timeline")).containsText("the street is free again");
        assertThat(city.awaitState(task, "done").path("outcome").asText()).isEqualTo("swapped");
    }

    @Test
    void filterShowsOthers(BrowserCity city, Visitors visitors) {
        JsonNode finished = city.finishedTask();
        Visit visit = visitors.desktop().signIn("/tasks");
        visit.find("#state").selectOption("done");
        visit.find("#car_id").fill(finished.path("car_id").asText());
        visit.find("form.filter button").click();

        JsonNode found = city.look("/operator/v1/tasks?state=done&car_id=" + finished.path("car_id").asText()).path("tasks");
        assertThat(visit.find("#live tbody tr")).hasCount(found.size());
        assertThat(visit.find("#task-" + BrowserCity.id(finished))).isVisible();
        visit.keep("filtered");
    }

    @Test
    void languageNotKept(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("/tasks?state=done");
        assertThat(visit.find("html")).hasAttribute("lang", "ru");
        assertThat(visit.find("h1")).hasText("Задачи");

        visit.find(".who a[hreflang=en]").click();

        assertThat(visit.find("html")).hasAttribute("lang", "en");
        assertThat(visit.find("h1")).hasText("Tasks");
        assertThat(visit.find("#state")).hasValue("done");
        visit.open(city.console("/manual-mode"));
        assertThat(visit.find("h1")).hasText("Manual mode");
        visit.keep("english");
        visit.find(".who a[hreflang=ru]").click();
        assertThat(visit.find("h1")).hasText("Ручной режим");
    }
}
