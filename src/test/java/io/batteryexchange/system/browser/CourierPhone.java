package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** The courier's phone of the sandbox in a person's hand. */
final class CourierPhone {

    private static final LocatorAssertions.IsVisibleOptions PATIENTLY = new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private final Visit visit;
    private final JsonNode task;

    private CourierPhone(Visit visit, JsonNode task) {
        this.visit = visit;
        this.task = task;
    }

    /** Takes the next order, and makes a scooter low so that there is one. */
    static CourierPhone withOrder(Visit visit) {
        BrowserCity city = visit.city();
        city.awaitRest(); // or the next order is not the one that is made here
        visit.open(city.sandbox("/phone"));
        visit.find("#take-next").click();
        assertThat(visit.find("#waiting")).isVisible();
        CourierPhone phone = new CourierPhone(visit, city.newTask());
        assertThat(visit.find("#order[data-task='" + phone.taskId() + "'][data-mine=true] #walk-at-once")).isVisible(PATIENTLY);
        return phone;
    }

    String taskId() {
        return BrowserCity.id(task);
    }

    JsonNode task() {
        return task;
    }

    /** He is at the point now. */
    void arriveAt(String point) {
        visit.find("#walk-at-once").click();
        assertThat(visit.find("#points [data-point=" + point + "][data-visit=arrived]")).isVisible();
    }

    /** An action of cargo-orders, once it is offered. */
    void act(String type) {
        visit.find("#action-" + type).click();
    }

    /** A part of the bundle's screen. */
    Locator item(String id) {
        return visit.find("#screen-items [data-item-id=" + id + "]");
    }

    void assertCounter(String id, int value) {
        assertThat(item(id)).hasAttribute("data-value", Integer.toString(value));
    }

    /** What the courier does with his hands: {@code take}, {@code put-in}, {@code close-door}, {@code swap}, {@code storekeeper}. */
    void hand(String deed) {
        visit.find("#" + deed).click();
        assertThat(visit.find("#modal")).isHidden();
    }

    /** Takes what is in the open cell, and shuts it. */
    void takeAndShut() {
        hand("take");
        assertThat(visit.find("#bag li")).hasCount(1);
        hand("close-door");
        assertThat(visit.find("#open-cell")).hasAttribute("data-cell", "");
    }

    /** Moves the slider of the point; the bundle lets it. */
    void close(String point) {
        visit.find("#slide").click();
        assertThat(visit.find("#points [data-point=" + point + "][data-visit=visited]")).isVisible();
    }

    /** The modal of an error. */
    void assertModal(int status, String code, String sentence) {
        Locator modal = visit.find("#modal");
        assertThat(modal).isVisible();
        assertThat(modal).hasAttribute("data-status", Integer.toString(status));
        assertThat(modal).hasAttribute("data-code", code);
        assertThat(visit.find("#modal-text")).containsText(Pattern.compile(sentence));
    }

    /** The robot goes on with the order; until the task is done. */
    JsonNode leaveToRobot() {
        visit.find("#put-down").click();
        assertThat(visit.find("#chooser")).isVisible();
        return visit.city().awaitState(task, "done");
    }
}
