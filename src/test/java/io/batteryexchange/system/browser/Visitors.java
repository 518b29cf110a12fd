package io.batteryexchange.system.browser;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The people who look at pages in one test, each with a browser profile of his own. */
final class Visitors {

    private final Browser browser;
    private final BrowserCity city;
    private final String test;
    private final List<Visit> visits = new ArrayList<>();

    Visitors(Browser browser, BrowserCity city, String test) {
        this.browser = browser;
        this.city = city;
        this.test = test;
    }

    /** The name of a test in the names of its files. */
    static String title(ExtensionContext context) {
        String variant = context.getDisplayName().matches("\\[\\d+].*") ? "-" + context.getDisplayName().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "") : "";
        return context.getRequiredTestClass().getSimpleName() + "." + context.getRequiredTestMethod().getName() + variant;
    }

    BrowserCity city() {
        return city;
    }

    /** Somebody at a desk, 1280 × 800, Russian. */
    Visit desktop() {
        return desktop("ru-RU");
    }

    /** @param locale what his browser asks for */
    Visit desktop(String locale) {
        return visit(new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale(locale));
    }

    /** Somebody with a phone, 390 × 844, Russian. */
    Visit phone() {
        return phone(390, 844);
    }

    /** @param width CSS pixels */
    Visit phone(int width, int height) {
        return visit(new Browser.NewContextOptions().setViewportSize(width, height).setLocale("ru-RU").setIsMobile(true).setHasTouch(true));
    }

    private Visit visit(Browser.NewContextOptions options) {
        Visit visit = new Visit(browser.newContext(options), city, test + (visits.isEmpty() ? "" : "-visitor" + (visits.size() + 1)));
        visits.add(visit);
        return visit;
    }

    /**
     * Everybody leaves; what the pages complained about fails the test.
     *
     * @param failure why the test has failed, or null
     */
    void leave(Throwable failure) {
        List<String> complaints = new ArrayList<>();
        visits.forEach(visit -> {
            complaints.addAll(visit.complaints());
            visit.close(failure != null || !visit.complaints().isEmpty());
        });
        if (!complaints.isEmpty()) {
            AssertionError told = new AssertionError("the pages of " + test + " complain:\n" + String.join("\n", complaints));
            if (failure == null) {
                throw told;
            }
            failure.addSuppressed(told);
        }
    }
}
