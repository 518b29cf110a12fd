package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.control.ControlRoutes;
import io.batteryexchange.sandbox.control.PhoneRoutes;
import io.batteryexchange.sandbox.control.TrapRoutes;
import io.batteryexchange.sandbox.issuer.IssuerConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * A city in a box: every upstream of the bundle, with scooters, cabinets and couriers, in one process of its own or as a
 * second application context in somebody else's.
 *
 * <p>Neither this class nor any other of the sandbox carries a stereotype annotation, and auto-configuration is picked by
 * hand: the bundle may scan this package and the sandbox may find the bundle's libraries, and neither must matter.
 */
@ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class})
@Import({CityConfiguration.class, UpstreamsConfiguration.class, RobotsConfiguration.class, LedgerConfiguration.class,
    TelegramConfiguration.class, OperatorsConfiguration.class, IssuerConfiguration.class, ControlRoutes.class, PhoneRoutes.class, TrapRoutes.class})
public class SandboxApplication {

    public static void main(String[] args) {
        application().run(withOwnConfiguration(args));
    }

    /**
     * Starts beside whatever else runs in this JVM: leaves its logging alone and leaves closing to the caller.
     *
     * @param args like {@code --sandbox.port=8090}
     */
    public static ConfigurableApplicationContext start(String... args) {
        SpringApplication application = application();
        List<ApplicationListener<?>> listeners = new ArrayList<>(application.getListeners());
        listeners.removeIf(LoggingApplicationListener.class::isInstance);
        application.setListeners(listeners);
        application.setRegisterShutdownHook(false);
        return application.run(withOwnConfiguration(args));
    }

    private static SpringApplication application() {
        SpringApplication application = new SpringApplication(SandboxApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setLogStartupInfo(false);
        return application;
    }

    /** On the command line, because there nothing from the environment or the working directory can override it. */
    private static String[] withOwnConfiguration(String[] args) {
        List<String> all = new ArrayList<>(List.of("--spring.config.name=sandbox", "--spring.config.location=classpath:/sandbox/",
                "--spring.main.banner-mode=off", "--spring.jmx.enabled=false", "--spring.application.admin.enabled=false",
                "--spring.main.lazy-initialization=false", "--spring.main.web-application-type=servlet"));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }
}
