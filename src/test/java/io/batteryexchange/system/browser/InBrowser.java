package io.batteryexchange.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a test in a real browser against a running city: its parameters are the {@link BrowserCity} and the {@link Visitors}. Browser and city are
 * started once for all classes. Without a browser a test is skipped and says why; with {@code -Dbrowser.required=true} it fails instead.
 */
final class InBrowser implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    /** How long a page may take to show something. */
    private static final double PATIENCE_MS = 15_000;
    private static final Namespace HERE = Namespace.create(InBrowser.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Optional<Path> chromium = SystemChromium.find();
        if (chromium.isEmpty() && Boolean.getBoolean("browser.required")) {
            throw new IllegalStateException(SystemChromium.NONE);
        }
        Assumptions.assumeTrue(chromium.isPresent(), SystemChromium.NONE);
        Started started = started(context, chromium.get());
        context.getStore(HERE).put(Visitors.class, new Visitors(started.browser, started.city, Visitors.title(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors = context.getStore(HERE).remove(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.leave(context.getExecutionException().orElse(null));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Visitors.class || type == BrowserCity.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Visitors visitors = context.getStore(HERE).get(Visitors.class, Visitors.class);
        return parameter.getParameter().getType() == Visitors.class ? visitors : visitors.city();
    }

    private static Started started(ExtensionContext context, Path chromium) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent(Started.class, key -> new Started(chromium), Started.class);
    }

    /** What all tests share. */
    private static final class Started implements Store.CloseableResource {

        private final BrowserCity city;
        private final Playwright playwright;
        private final Browser browser;

        Started(Path chromium) {
            try {
                city = new BrowserCity();
            } catch (IOException e) {
                throw new IllegalStateException("the city does not start", e);
            }
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setHeadless(true).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")));
        }

        @Override
        public void close() {
            try (city; playwright) {
                browser.close();
            }
        }
    }
}
