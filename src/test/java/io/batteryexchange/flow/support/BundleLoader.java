package io.batteryexchange.flow.support;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.test.context.SpringBootContextLoader;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Starts the bundle with the settings of {@link Surroundings}, as environment variables in front of the real ones. They are there before the bundle looks at
 * its settings, which is earlier than dynamic properties and context initializers would be.
 */
public class BundleLoader extends SpringBootContextLoader {

    @Override
    protected SpringApplication getSpringApplication() {
        SpringApplication application = super.getSpringApplication();
        application.addListeners(new Settings());
        return application;
    }

    private static final class Settings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            event.getEnvironment().getPropertySources().addFirst(new SystemEnvironmentPropertySource("flow-systemEnvironment", Surroundings.get().settings()));
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
