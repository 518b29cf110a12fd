package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** A bundle without a token of the Bot API. That the routes are there with a token is what the flow tests live on. */
class BotOffTest {

    private static final Set<String> TALKING = Set.of("storekeeper-bot", "telegram-send");

    @Test
    void withoutATokenNothingTalksToTheBotApi() throws Exception {
        try (ModelCamelContext camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("upstream.telegram.token", "");
            for (String file : List.of("storekeeper/telegram-bot", "upstream/telegram")) {
                PluginHelper.getRoutesLoader(camel).loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:routes/" + file + ".camel.yaml"));
            }
            List<RouteDefinition> talking = camel.getRouteDefinitions().stream().filter(route -> TALKING.contains(route.getId())).toList();
            camel.removeRouteDefinitions(camel.getRouteDefinitions().stream().filter(route -> !TALKING.contains(route.getId())).toList());
            assertThat(talking).hasSize(TALKING.size());

            camel.start();

            assertThat(camel.getRoutes()).isEmpty();
        }
    }
}
