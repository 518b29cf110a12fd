package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;
import org.springframework.web.servlet.handler.MatchableHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class RouteMappingTest {

    private final RouteMapping mapping = new RouteMapping();
    private final GenericWebApplicationContext context = new GenericWebApplicationContext();
    private final HandlerMappingIntrospector introspector = new HandlerMappingIntrospector();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/taximeter/screens/v1/battery_exchange/status");

    @BeforeEach
    void serve() {
        request.setServletPath(request.getRequestURI());
        mapping.serve("/taximeter", (asked, answer) -> { });
        context.registerBean(RouteMapping.class, () -> mapping);
        context.refresh();
        introspector.setApplicationContext(context);
        introspector.afterPropertiesSet();
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** IllegalStateException: HandlerMapping is not a MatchableHandlerMapping. */
    @Test
    void everyCallCostsSpringSecurityAnException() throws Exception {
        MatchableHandlerMapping found = introspector.getMatchableHandlerMapping(request);

        assertThat(found).isNotNull();
        assertThat(found.match(request, "/taximeter/**")).isNotNull();
        assertThat(found.match(request, "/operator/**")).isNull();
    }

    @Test
    void anAddressIsMatchedOtherwiseThanBySpring() {
        ServletRequestPathUtils.parseAndCache(request);

        assertThat(mapping.match(request, "/taximeter/**")).isNotNull();
        assertThat(mapping.match(request, "/taximeter")).isNull();
    }
}
