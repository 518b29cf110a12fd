package io.batteryexchange.flow.support;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** As {@link BundleLoader}, and nobody calls too often: for a test that calls more often than any courier. */
public final class UnlimitedBundleLoader extends BundleLoader {

    private static final String VERY_OFTEN = "1000000";

    @Override
    protected SpringApplication getSpringApplication() {
        SpringApplication application = super.getSpringApplication();
        application.addListeners(new Settings());
        return application;
    }

    private static final class Settings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            event.getEnvironment().getPropertySources().addFirst(new SystemEnvironmentPropertySource("unlimited-systemEnvironment",
                Map.of("LIMITS_COURIER_TAPS_BURST", VERY_OFTEN, "LIMITS_COURIER_TAPS_PER_SECOND", VERY_OFTEN)));
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE + 1;
        }
    }
}
