package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator comes and goes. */
@ExtendWith(InBrowser.class)
class SignInIT {

    @Test
    void oneClickDoesNotSignIn(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().open(city.console("/tasks"));
        assertThat(visit.page()).hasURL(city.sandbox("/login"));
        visit.keep("issuer");
        visit.assertAccessible("the issuer's sign-in page");

        visit.find("#sign-in").click();

        assertThat(visit.page()).hasURL(city.console("/tasks"));
        assertThat(visit.find(".operator")).hasText("operator-1");
        visit.keep("signed-in");
    }

    @Test
    void whoSignedOutIsStillIn(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("/tasks");
        visit.find(".who button[type=submit]").click();

        assertThat(visit.page()).hasURL(city.console("/sign-in?out"));
        assertThat(visit.find("#out")).isVisible();
        assertThat(visit.find(".operator")).hasCount(0);
        visit.keep("out");
        visit.assertAccessible("the console's sign-in page");

        visit.find("#sign-in").click(); // the issuer still knows him
        assertThat(visit.page()).hasURL(city.console(""));
        assertThat(visit.find(".operator")).hasText("operator-1");
    }

    @Test
    void refusedPageTellsNothing(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().signIn("");
        visit.mayBeAnswered(404, "/operations/tasks/none");
        visit.page().navigate(city.console("/tasks/none"));

        assertThat(visit.find("#refusal")).containsText("404");
        visit.keep("refusal");
        visit.assertAccessible("the page that tells why another can't be shown");
    }
}
