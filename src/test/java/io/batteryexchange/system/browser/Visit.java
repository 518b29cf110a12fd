package io.batteryexchange.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One person's browser with one page. It notes whatever a page must not do: errors on the console, uncaught exceptions, violations of its
 * Content-Security-Policy, requests that fail, requests to anybody but 127.0.0.1.
 */
final class Visit {

    private static final Path FOLDER = Path.of("target", "screenshots");
    /** What the browser says for a request that its page left behind. */
    private static final String LEFT_BEHIND = "net::ERR_ABORTED";
    private static final String ALSO_IN_ANSWERS = "Failed to load resource: the server responded with a status of ";
    private static final int MOST_TABS = 120;

    private final BrowserContext context;
    private final BrowserCity city;
    private final String name;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    private record Expected(int status, String path) {
    }

    Visit(BrowserContext context, BrowserCity city, String name) {
        this.context = context;
        this.city = city;
        this.name = name;
        context.setDefaultTimeout(15_000);
        context.addInitScript("document.addEventListener('securitypolicyviolation', e => console.error(`Content-Security-Policy: ${e.violatedDirective} forbids ${e.blockedURI} ${e.sample}`))");
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onRequest(this::asked);
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
        context.tracing().start(new Tracing.StartOptions().setSnapshots(true).setScreenshots(false));
        page = context.newPage();
    }

    Page page() {
        return page;
    }

    BrowserCity city() {
        return city;
    }

    /** Opens an address; the page must be there. */
    Visit open(String url) {
        Response response = page.navigate(url);
        assertThat(response.status()).as("answer of %s", url).isEqualTo(200);
        return this;
    }

    /** Signs in as the sandbox's operator and goes to a page of the console. */
    Visit signIn(String path) {
        page.navigate(city.console(path));
        find("#sign-in").click();
        PlaywrightAssertions.assertThat(page).hasURL(city.console(path));
        return this;
    }

    /** Fills the end of every form that changes something, and sends it. */
    void confirm(String reason) {
        find("#reason").fill(reason);
        find("#confirmed").check();
        find("#submit").click();
    }

    /** On the console's page of manual mode: everywhere. */
    void switchManualMode(boolean on, String reason) {
        open(city.console("/manual-mode"));
        find("#on-" + on).check();
        confirm(reason);
        PlaywrightAssertions.assertThat(find("#done")).isVisible();
    }

    /** What CSS finds. */
    Locator find(String selector) {
        return page.locator(selector);
    }

    /** From now on such an answer is no complaint. */
    void mayBeAnswered(int status, String path) {
        expected.add(new Expected(status, path));
    }

    /** A picture of what is to be seen, kept as {@code target/screenshots/<test>-<step>.png}. */
    void keep(String step) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + step + ".png")));
    }

    /** The same of the whole page, however long. */
    void keepWhole(String step) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + step + ".png")).setFullPage(true));
    }

    /** The same of the page's upper part, so many CSS pixels high. */
    void keepTop(String step, int height) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + step + ".png")).setFullPage(true).setClip(0, 0, page.viewportSize().width, height));
    }

    /** axe-core finds nothing serious or critical of WCAG 2.1 A and AA, contrast included. */
    void assertAccessible(String where) {
        List<Rule> serious = new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")).analyze().getViolations().stream()
            .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact())).toList();
        assertThat(serious.stream().map(Visit::told).toList()).as("what axe-core finds on %s (%s)", where, page.url()).isEmpty();
    }

    private static String told(Rule rule) {
        return "%s, %s: %s%n%s".formatted(rule.getId(), rule.getImpact(), rule.getHelp(), rule.getNodes().stream().limit(8)
            .map(node -> "  " + node.getTarget() + " " + node.getHtml() + "\n    " + String.valueOf(node.getFailureSummary()).replace("\n", " ")).collect(Collectors.joining("\n")));
    }

    /** The page as a whole is not wider than the window. */
    void assertNotWiderThanTheWindow(String where) {
        Object wide = page.evaluate("""
            () => {
              const edge = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= edge) return [];
              const scrolls = e => e && e !== document.body && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
              const end = e => Math.max(e.getBoundingClientRect().right, e.getBoundingClientRect().left + (getComputedStyle(e).overflowX === 'visible' ? e.scrollWidth : 0));
              return [...document.querySelectorAll('body *')].filter(e => end(e) > edge + 1 && !scrolls(e.parentElement)).slice(-8)
                .map(e => `${e.tagName.toLowerCase()}#${e.id}.${e.getAttribute('class')} ends at ${Math.round(end(e))}: ${e.outerHTML.slice(0, 120)}`)
                .concat(`the page is ${document.documentElement.scrollWidth} wide`);
            }""");
        assertThat((List<?>) wide).as("what sticks out of a window of %s px on %s", page.viewportSize().width, where).isEmpty();
    }

    /** Presses Tab until the element has the focus, as somebody without a mouse. */
    void tabTo(Locator target) {
        for (int press = 0; press < MOST_TABS; press++) {
            page.keyboard().press("Tab");
            if (hasFocus(target)) {
                return;
            }
        }
        throw new AssertionError("not reached with " + MOST_TABS + " presses of Tab: " + target);
    }

    boolean hasFocus(Locator target) {
        return (boolean) target.evaluate("e => e === document.activeElement");
    }

    List<String> complaints() {
        return complaints;
    }

    /** @param failed whether the trace is kept, as {@code target/screenshots/<test>.zip}: {@code playwright show-trace} reads it */
    void close(boolean failed) {
        if (failed) {
            keepWhole("at-the-end");
            context.tracing().stop(new Tracing.StopOptions().setPath(FOLDER.resolve(name + ".zip")));
        }
        context.close();
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(ALSO_IN_ANSWERS)) {
            complaints.add("console of %s: %s (%s)".formatted(message.page() == null ? "?" : message.page().url(), message.text(), message.location()));
        }
    }

    private void asked(Request request) {
        URI address = URI.create(request.url());
        if (address.getHost() != null && !address.getHost().equals("127.0.0.1")) {
            complaints.add("asks somebody else: " + request.url());
        }
    }

    private void failed(Request request) {
        if (!LEFT_BEHIND.equals(request.failure())) {
            complaints.add("%s %s failed: %s".formatted(request.method(), request.url(), request.failure()));
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400 && expected.stream().noneMatch(e -> e.status == response.status() && response.url().contains(e.path))) {
            complaints.add("%s %s answered %d".formatted(response.request().method(), response.url(), response.status()));
        }
    }
}
