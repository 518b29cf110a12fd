package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CheckedMessageTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/operator/v1/tasks");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aParameterThatIsRepeatedIsAList() {
        CheckedMessage.read(new CheckedRequest(request, "list-tasks", Map.of(), Map.of("state", List.of("new", "done"), "limit", List.of("5")), new byte[0]), exchange.getIn());

        assertThat(exchange.getIn().getHeaders()).containsEntry("state", List.of("new", "done")).containsEntry("limit", "5");
        assertThat(exchange.getIn().getBody()).isNull();
    }

    @Test
    void noHeaderComesInThatTheContractDoesNotKnow() {
        request.addHeader("CamelHttpUri", "http://elsewhere");
        request.addHeader("X-Anything", "1");
        request.addHeader("Traceparent", "00-1");

        CheckedMessage.read(new CheckedRequest(request, "operator-park", Map.of("task_id", "t-1"), Map.of(), "{}".getBytes(StandardCharsets.UTF_8)), exchange.getIn());

        assertThat(exchange.getIn().getHeaders()).containsOnlyKeys("traceparent", "task_id");
        assertThat(exchange.getIn().getBody(String.class)).isEqualTo("{}");
    }

    @Test
    void theLengthIsThatOfTheBytes() throws IOException {
        exchange.getMessage().setBody("{\"text\":\"Ячейка\"}");
        exchange.getMessage().setHeader("Content-Type", "application/json; charset=utf-8");

        CheckedMessage.write(exchange, response);

        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length).isEqualTo(23);
        assertThat(response.getContentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void whatIsCamelsStaysInside() throws IOException {
        exchange.getMessage().setBody("{}");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 429);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 1);
        exchange.getMessage().setHeader("Retry-After", 7);

        CheckedMessage.write(exchange, response);

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeaderNames()).containsExactlyInAnyOrder("Retry-After", "Content-Length");
    }

    @Test
    void aFailureIsLeftToCamel() {
        exchange.getMessage().setBody("{}");
        assertThat(CheckedMessage.isWritable(exchange)).isTrue();

        exchange.setException(new IllegalStateException());
        assertThat(CheckedMessage.isWritable(exchange)).isFalse();
    }
}
