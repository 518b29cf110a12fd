package io.batteryexchange.flow.support;

import java.util.Map;
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
        application.addListeners(new Settings(settings()));
        return application;
    }

    /** The environment variables. */
    Map<String, Object> settings() {
        return Surroundings.get().settings();
    }

    private record Settings(Map<String, Object> variables) implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            event.getEnvironment().getPropertySources().addFirst(new SystemEnvironmentPropertySource("flow-systemEnvironment", variables));
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
