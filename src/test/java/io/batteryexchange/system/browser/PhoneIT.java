package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person plays a courier on the phone page, through the real screens. */
@ExtendWith(InBrowser.class)
class PhoneIT {

    @AfterEach
    void putPhonesDown(BrowserCity city) {
        city.leaveToRobots();
    }

    @Test
    void swapByHandNotDone(BrowserCity city, Visitors visitors) throws IOException {
        Visit visit = visitors.phone();
        CourierPhone phone = CourierPhone.withOrder(visit);
        visit.keep("1-order");
        visit.assertNotWiderThanTheWindow("the courier's phone");
        phone.arriveAt("A");
        phone.act("battery_exchange");
        phone.assertCounter("received", 0);
        phone.assertCounter("left", 1);
        visit.keep("2-status");
        phone.item("next").click();
        assertThat(phone.item("taken")).isVisible();
        assertThat(phone.item("not_opened")).isVisible();
        visit.find("#screen").scrollIntoViewIfNeeded();
        visit.keep("3-open");
        Visit console = visitors.desktop().signIn("/tasks/" + phone.taskId());
        assertThat(console.find("#timeline .courier_action").first()).isVisible();
        assertThat(console.find("#courier-screen [data-item=left]")).containsText("1");
        assertThat(console.find("#courier-screen [data-item=notice]")).isVisible();
        console.keepTop("task", 900);
        console.assertAccessible("the page of a task under way");
        phone.takeAndShut();
        phone.item("taken").click();
        phone.assertCounter("received", 1);
        phone.assertCounter("left", 0);
        assertThat(phone.item("next")).hasCount(0);
        visit.keep("4-received");
        phone.item("close").click();
        assertThat(visit.find("#screen")).isHidden();
        phone.close("A");

        phone.act("find_vehicle");
        phone.arriveAt("B");
        phone.act("open_battery_door");
        assertThat(visit.find("#scooter")).hasAttribute("data-door", "open");
        visit.keep("5-scooter");
        phone.hand("swap");
        phone.close("B");

        phone.arriveAt("C");
        phone.act("battery_exchange");
        phone.assertCounter("returned", 0);
        phone.item("next").click();
        assertThat(phone.item("taken")).isVisible();
        visit.keep("6-return");
        phone.hand("put-in");
        phone.hand("close-door");
        phone.item("taken").click();
        phone.assertCounter("returned", 1);
        phone.item("close").click();
        phone.close("C");

        JsonNode done = city.awaitState(phone.task(), "done");
        assertThat(done.path("outcome").asText()).isEqualTo("swapped");
        assertThat(visit.find("#order")).hasAttribute("data-over", "true");
        visit.keep("7-over");
        city.assertNoViolation("a swap by hand");

        List<String> taps = StreamSupport.stream(done.path("timeline").spliterator(), false).filter(entry -> entry.path("kind").asText().equals("courier_action"))
            .map(entry -> entry.path("name").asText()).toList();
        assertThat(taps).hasSizeGreaterThanOrEqualTo(4);
        assertThat(console.find("#timeline .courier_action strong")).hasText(taps.toArray(String[]::new));
        console.keepTop("timeline", 900);
    }

    @Test
    void brokenCellNotReported(BrowserCity city, Visitors visitors) throws IOException {
        Visit visit = visitors.phone();
        CourierPhone phone = CourierPhone.withOrder(visit);
        phone.arriveAt("A");
        visit.find("#cells .lever").filter(new Locator.FilterOptions().setHasText("%")).locator("select").selectOption("mute"); // the one cell with an accumulator
        phone.act("battery_exchange");

        phone.item("next").click();
        phone.assertModal(408, "cell_timeout", "Повторите ещё раз");
        visit.keep("1-timeout");
        visit.assertAccessible("the phone with its modal open");
        assertThat(visit.find("#modal-close")).isFocused();
        visit.page().keyboard().press("Escape");
        assertThat(visit.find("#modal")).isHidden();
        assertThat(phone.item("next")).isFocused();
        phone.item("next").click();
        phone.assertModal(408, "cell_timeout", "Повторите ещё раз");
        visit.find("#modal-close").click();

        phone.act("battery_exchange");
        visit.keep("2-twice");
        phone.item("not_opened").click();
        assertThat(phone.item("notice")).containsText("Обратитесь к кладовщику");
        assertThat(phone.item("next")).hasCount(0);
        visit.keep("3-storekeeper");
        visit.assertAccessible("the phone with a broken cell");

        phone.hand("storekeeper");
        assertThat(visit.find("#bag li")).hasCount(1);
        phone.close("A");
        assertThat(phone.leaveToRobot().path("outcome").asText()).isEqualTo("swapped");
        city.assertNoViolation("a broken cell");
        Visit console = visitors.desktop().signIn("/tasks/" + phone.taskId());
        assertThat(console.find("#timeline .storekeeper_action").first()).isVisible();
        console.keep("timeline");
    }

    @Test
    void manualModeNotToldToTheCourier(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.phone();
        CourierPhone phone = CourierPhone.withOrder(visit);
        phone.arriveAt("A");
        phone.act("battery_exchange");
        assertThat(phone.item("next")).isVisible();
        Visit console = visitors.desktop().signIn("/manual-mode");
        console.switchManualMode(true, "the cabinets hang");
        try {
            phone.item("next").click();
            phone.assertModal(503, "cabinet_unavailable", ".+");
            visit.keep("1-refused");
            visit.find("#modal-close").click();
            phone.act("battery_exchange");
            assertThat(phone.item("notice")).isVisible();
            assertThat(phone.item("next")).hasCount(0);
            visit.keep("2-notice");
            visit.find("#language").selectOption("en");
            assertThat(visit.find("h1")).hasText("Courier’s phone");
            assertThat(phone.item("notice")).not().containsText(Pattern.compile("[а-я]"));
            visit.keep("3-english");
            visit.assertAccessible("the phone in English");
        } finally {
            console.switchManualMode(false, "they answer again");
        }
        phone.act("battery_exchange");
        phone.item("next").click();
        assertThat(phone.item("taken")).isVisible();
        phone.takeAndShut();
        phone.leaveToRobot();
    }
}
