package io.batteryexchange.api;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NotReadyFilterTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final NotReadyFilter filter = new NotReadyFilter(camel, new ApiErrors(new ObjectMapper(), new Texts()));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void tellsACallerToComeAgainWhileTheRoutesAreNotThere() throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/taximeter/screens/v1/battery_exchange/status");
        request.addHeader("Accept-Language", "en");

        filter.doFilter(request, response, chain);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(json(response.getContentAsString())).isEqualTo(json("{'code': 'service_unavailable', 'message': 'The service is not available for the moment. Try again'}"));
    }

    @Test
    void tellsACallerToComeAgainOnceTheRoutesStop() throws ServletException, IOException {
        camel.start();
        camel.stop();

        filter.doFilter(new MockHttpServletRequest("POST", "/cargo-orders/v1/state"), response, chain);

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void letsCallsThroughWhileTheRoutesRun() throws ServletException, IOException {
        camel.start();

        filter.doFilter(new MockHttpServletRequest("GET", "/taximeter/screens/v1/battery_exchange/status"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void probesAnswerBeforeTheRoutesAreThere() throws ServletException, IOException {
        filter.doFilter(new MockHttpServletRequest("GET", "/actuator/health/liveness"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }
}
