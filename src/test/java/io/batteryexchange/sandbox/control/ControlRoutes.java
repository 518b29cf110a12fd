package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Dispatch;
import io.batteryexchange.sandbox.cargo.Misfortunes;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.courier.Robots;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.fleet.SensorToTags;
import io.batteryexchange.sandbox.fleet.StreetLife;
import io.batteryexchange.sandbox.ledger.Books;
import io.batteryexchange.sandbox.ledger.Ledger;
import io.batteryexchange.sandbox.telegram.Chats;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Page;
import io.batteryexchange.sandbox.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The control API under {@code /sandbox}, and the pages. */
public class ControlRoutes {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    @Bean
    CityView cityView(City city, Agenda agenda, Fleet fleet, Bookings bookings, Claims claims, Robots robots, Ledger ledger, Wire wire) {
        return new CityView(city, agenda, fleet, bookings, claims, robots, ledger, wire);
    }

    @Bean
    Levers levers(City city, SensorToTags sensorToTags, Claims claims, Dispatch dispatch, Misfortunes misfortunes, StreetLife streetLife) {
        return new Levers(city, sensorToTags, claims, dispatch, misfortunes, streetLife);
    }

    @Bean
    RouterFunction<ServerResponse> looking(CityView view, Wire wire, Books books, Robots robots, Chats chats, SandboxSettings settings) {
        return RouterFunctions.route()
                .GET("/sandbox/health", request -> Body.json(Json.object("status", "up")))
                .GET("/sandbox/summary", request -> Body.json(view.summary()))
                .GET("/sandbox/city", request -> Body.json(view.city()))
                .GET("/sandbox/contract-violations", request -> Body.json(Json.object("count", wire.violations().count(),
                        "by_place", wire.violations().byPlace(), "latest", wire.violations().latest())))
                .GET("/sandbox/ledger", request -> Body.json(Json.object("count", books.ledger().count(), "by_rule", books.ledger().byRule(),
                        "violations", books.ledger().all(), "watch_failure", books.watch().lastFailure())))
                .GET("/sandbox/swaps", request -> Body.json(view.swaps()))
                .GET("/sandbox/stuck", request -> Body.json(robots.sights().stream().filter(s -> s.stuck() || s.troubleSince() != null).toList()))
                .GET("/sandbox/faults", request -> Body.json(Json.object("rules", wire.faults().report(), "fired", wire.faults().fired(),
                        "switches", FaultSwitches.report(wire.faults()))))
                .GET("/sandbox/links", request -> Body.json(Json.object(
                        "console", settings.bundleUrl().split(",")[0].strip() + "/operations", "phone", "/phone")))
                .GET("/sandbox/telegram", request -> Body.json(chats.snapshot()))
                .resources("/assets/**", new ClassPathResource("sandbox/assets/"))
                .GET("/", request -> page("city.html"))
                .GET("/phone", request -> page("phone.html"))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> acting(Levers levers, Books books, Wire wire, Chats chats) {
        return RouterFunctions.route()
                .POST("/sandbox/ledger/audit", request -> Body.json(
                        books.audit().run(FaultRules.duration(Body.of(request).path("settle").asText("")))))
                .POST("/sandbox/faults", request -> {
                    wire.faults().rules(FaultRules.parse(Body.of(request)));
                    return Body.json(Json.object("rules", wire.faults().rules()));
                })
                .POST("/sandbox/faults/switch", request -> {
                    FaultSwitches.set(wire.faults(), Body.of(request));
                    return Body.json(Json.object("rules", wire.faults().rules()));
                })
                .POST("/sandbox/scooters/{id}/discharge", request -> Body.json(levers.discharge(request.pathVariable("id"), Body.of(request))))
                .POST("/sandbox/scooters/{id}", request -> Body.json(levers.scooter(request.pathVariable("id"), Body.of(request))))
                .POST("/sandbox/discharge", request -> Body.json(levers.dischargeMany(Body.of(request))))
                .POST("/sandbox/speed", request -> Body.json(levers.speed(Body.of(request))))
                .POST("/sandbox/claims/{id}", request -> Body.json(levers.claim(request.pathVariable("id"), Body.of(request))))
                .POST("/sandbox/telegram/{chat}/message", request -> Body.json(chats.write(chat(request), Body.of(request).path("text").asText())))
                .POST("/sandbox/telegram/{chat}/callback", request -> {
                    JsonNode body = Body.of(request);
                    return Body.json(chats.press(chat(request), body.path("data").asText(), body.path("message_id").asLong()));
                })
                .onError(IllegalArgumentException.class, (e, request) -> Body.error(400, e.getMessage()))
                .onError(NoSuchElementException.class, (e, request) -> Body.error(404, e.getMessage()))
                .build();
    }

    private static ServerResponse page(String name) {
        return ServerResponse.ok().contentType(HTML).header("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY)
                .cacheControl(CacheControl.noStore()).body(Page.html(name));
    }

    private static long chat(ServerRequest request) {
        return Long.parseLong(request.pathVariable("chat"));
    }
}
