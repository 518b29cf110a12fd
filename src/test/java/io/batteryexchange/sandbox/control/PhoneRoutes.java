package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.courier.Impossible;
import io.batteryexchange.sandbox.courier.Player;
import io.batteryexchange.sandbox.courier.Players;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.Json;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The courier's phone, under {@code /sandbox/phone}. What the bundle answered comes as {@code {"status", "body"}} with 200, whatever it was;
 * what the city does not allow is 409 {@code {"code", "message"}} in the language of the phone. Hands answer with what the phone shows then.
 */
public class PhoneRoutes {

    private static final String ONE = "/sandbox/phone/couriers/{id}";

    @Bean
    RouterFunction<ServerResponse> phones(Players players) {
        return refusing(players, RouterFunctions.route()
                .GET("/sandbox/phone", request -> Body.json(players.overview()))
                .POST("/sandbox/phone/next", request -> Body.json(players.next(Body.of(request).path("courier_id").textValue()).sight()))
                .POST(ONE + "/take-over", request -> Body.json(players.takeOver(request.pathVariable("id")).sight()))
                .POST(ONE + "/put-down", request -> {
                    players.putDown(request.pathVariable("id"));
                    return Body.json(players.overview());
                })
                .GET(ONE, request -> Body.json(player(players, request).sight())));
    }

    @Bean
    RouterFunction<ServerResponse> phone(Players players) {
        return refusing(players, RouterFunctions.route()
                .POST(ONE + "/language", request -> {
                    Player player = player(players, request);
                    player.language(Body.of(request).path("language").asText());
                    return Body.json(player.sight());
                })
                .POST(ONE + "/actions", request -> answer(player(players, request).actions()))
                .POST(ONE + "/act", request -> answer(player(players, request).act(Body.of(request).path("action").asText())))
                .POST(ONE + "/screen", request -> answer(player(players, request).screen()))
                .POST(ONE + "/request", request -> {
                    JsonNode body = Body.of(request);
                    return answer(player(players, request).request(body.path("method").asText(), body.path("url").asText()));
                })
                .POST(ONE + "/slide", request -> {
                    Player.Slide slide = player(players, request).slide();
                    return Body.json(document(slide.reply()).put("closed", slide.closed()));
                }));
    }

    @Bean
    RouterFunction<ServerResponse> hands(Players players, Levers levers) {
        return refusing(players, RouterFunctions.route()
                .POST(ONE + "/walk", request -> does(players, request, (player, body) -> player.walk(body.path("at_once").asBoolean(false))))
                .POST(ONE + "/take", request -> does(players, request, (player, body) -> player.take()))
                .POST(ONE + "/put-in", request -> does(players, request, (player, body) -> player.putIn(body.path("accumulator_id").textValue())))
                .POST(ONE + "/close-door", request -> does(players, request, (player, body) -> player.closeDoor()))
                .POST(ONE + "/swap", request -> does(players, request, (player, body) -> player.swap(body.path("accumulator_id").textValue())))
                .POST(ONE + "/storekeeper", request -> does(players, request, (player, body) -> player.askStorekeeper()))
                .POST("/sandbox/cells", request -> Body.json(levers.cell(Body.of(request)))));
    }

    private static RouterFunction<ServerResponse> refusing(Players players, RouterFunctions.Builder routes) {
        return routes.onError(Impossible.class, (e, request) -> impossible((Impossible) e, language(players, request)))
                .onError(NoSuchElementException.class, (e, request) -> Body.error(404, e.getMessage()))
                .onError(IllegalArgumentException.class, (e, request) -> Body.error(400, e.getMessage()))
                .build();
    }

    @FunctionalInterface
    private interface Deed {
        void of(Player player, JsonNode body);
    }

    private static ServerResponse does(Players players, ServerRequest request, Deed deed) throws IOException {
        Player player = player(players, request);
        deed.of(player, Body.of(request));
        return Body.json(player.sight());
    }

    private static Player player(Players players, ServerRequest request) {
        return players.player(request.pathVariable("id"));
    }

    /** Of his phone; before he has one, of his browser. */
    private static String language(Players players, ServerRequest request) {
        String courierId = request.pathVariables().getOrDefault("id", "");
        return players.find(courierId).map(Player::language).orElseGet(() -> request.headers().acceptLanguage().stream().findFirst()
                .filter(range -> range.getRange().startsWith("en")).map(range -> "en").orElse("ru"));
    }

    private static ServerResponse answer(Reply reply) {
        return Body.json(document(reply));
    }

    private static ObjectNode document(Reply reply) {
        return Json.object("status", reply.status(), "body", reply.json(), "text", reply.json().isNull() ? reply.text() : null);
    }

    private static ServerResponse impossible(Impossible e, String language) {
        return ServerResponse.status(409).contentType(MediaType.APPLICATION_JSON)
                .body(Json.object("code", e.why().code(), "message", e.why().sentence(language)).toString());
    }
}
