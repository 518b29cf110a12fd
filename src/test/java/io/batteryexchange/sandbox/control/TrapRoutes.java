package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Trap;
import io.batteryexchange.sandbox.wire.Wire;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Sets the {@link Trap}: {@code {"call": "cargo claims/create", "ordinal": 1, "side": "before|after"}}; without a call it only counts. */
public class TrapRoutes {

    @Bean
    RouterFunction<ServerResponse> trap(Wire wire) {
        return RouterFunctions.route()
                .GET("/sandbox/trap", request -> Body.json(Json.object("sprung", wire.trap().sprung(), "counts", wire.trap().counts())))
                .POST("/sandbox/trap", request -> {
                    JsonNode body = Body.of(request);
                    wire.trap().set(body.path("call").asText(""), body.path("ordinal").asInt(1),
                            Trap.Side.valueOf(body.path("side").asText("before").toUpperCase(Locale.ROOT)));
                    return Body.json(Json.object("sprung", false));
                })
                .POST("/sandbox/trap/release", request -> {
                    wire.trap().release();
                    return Body.json(Json.object("sprung", wire.trap().sprung()));
                })
                .onError(IllegalArgumentException.class, (e, request) -> Body.error(400, e.getMessage()))
                .build();
    }
}
