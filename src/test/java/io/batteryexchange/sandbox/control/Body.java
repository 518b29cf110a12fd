package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** JSON in and out of the control API. */
final class Body {

    private Body() {
    }

    /** Whatever its content type says: this is for people with curl. */
    static JsonNode of(ServerRequest request) throws IOException {
        String text = new String(request.servletRequest().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return text.isBlank() ? Json.object() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ServerResponse json(Object body) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(Json.tree(body).toString());
    }

    static ServerResponse error(int status, String message) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(Json.object("message", message).toString());
    }
}
