package io.batteryexchange.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.http.HttpHeaders;

/**
 * A checked request as a message and the route's answer as a response, without what Camel's own binding does for any request there may be: forms, attachments, cookies,
 * streams, a second look at each header.
 */
final class CheckedMessage {

    private CheckedMessage() {
    }

    /** Sets headers by the request's headers and parameters (a list where one is repeated), and the body where there is one. */
    static void read(CheckedRequest request, Message message) {
        request.headers().forEach(message::setHeader);
        request.inQuery().forEach((name, values) -> message.setHeader(name, values.size() == 1 ? values.get(0) : values));
        request.inPath().forEach(message::setHeader);
        if (request.getContentLength() > 0) {
            message.setBody(request.body());
        }
    }

    /** Whether {@link #write} knows how: an answer in memory that no failure is behind. */
    static boolean isWritable(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return !exchange.isFailed() && (body instanceof String || body instanceof byte[]);
    }

    /** Writes status (200 where none is set), headers but those of Camel, and the body with its length. */
    static void write(Exchange exchange, HttpServletResponse response) throws IOException {
        Message answer = exchange.getMessage();
        byte[] body = answer.getBody() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) answer.getBody();
        response.setStatus(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        for (Map.Entry<String, Object> header : answer.getHeaders().entrySet()) {
            if (header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                response.setContentType(header.getValue().toString());
            } else if (!header.getKey().regionMatches(true, 0, "Camel", 0, 5)) {
                response.setHeader(header.getKey(), header.getValue().toString());
            }
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.getOutputStream().close();
    }
}
