package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every page of the console. */
@ExtendWith(InBrowser.class)
class PagesIT {

    enum PageOfConsole {
        ATTENTION(city -> ""),
        TASKS(city -> "/tasks"),
        TASK(city -> "/tasks/" + BrowserCity.id(city.finishedTask())),
        MAP(city -> "/map"),
        SCOOTERS(city -> "/scooters"),
        FIGURES(city -> "/figures"),
        MANUAL_MODE(city -> "/manual-mode");

        private final Function<BrowserCity, String> path;

        PageOfConsole(Function<BrowserCity, String> path) {
            this.path = path;
        }
    }

    @ParameterizedTest
    @EnumSource
    void notForEverybody(PageOfConsole where, BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn(where.path.apply(city));
        assertThat(visit.find("main h1")).hasCount(1);
        visit.keep("desktop");
        visit.assertAccessible("the page " + where);
    }

    @ParameterizedTest
    @EnumSource(names = {"TASK", "MANUAL_MODE", "MAP"})
    void notForEverybodyInEnglish(PageOfConsole where, BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop("en-GB").signIn(where.path.apply(city));
        assertThat(visit.find("html")).hasAttribute("lang", Pattern.compile("en.*"));
        visit.keep("english");
        visit.assertAccessible("the page " + where + " in English");
    }

    @ParameterizedTest
    @EnumSource
    void widerThanAPhone(PageOfConsole where, BrowserCity city, Visitors visitors) {
        Visit visit = visitors.phone(360, 780).signIn(where.path.apply(city));
        visit.keep("phone");
        visit.assertNotWiderThanTheWindow("the page " + where);
        visit.assertAccessible("the page " + where + " on a phone");
    }
}
