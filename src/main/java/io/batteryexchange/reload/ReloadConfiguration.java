package io.batteryexchange.reload;

import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reloading of routes; without the setting nothing of it is there. */
@Configuration
@ConditionalOnProperty(name = "routes.reload", havingValue = "true")
class ReloadConfiguration {

    @Bean
    RouteReload routeReload(CamelContext camel, @Value("${camel.main.routes-include-pattern}") String pattern) {
        RoutesFolder folder = RoutesFolder.ofPattern(pattern);
        return new RouteReload(folder, new RunningRoutes(camel, folder));
    }
}
