package io.batteryexchange.sandbox.telegram;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Store;
import io.batteryexchange.sandbox.courier.Robots;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The storekeepers. A courier who cannot open a cell comes to the counter; the storekeeper tells the bot, or, when no bot
 * listens, the console, what he hands over. The accumulator changes hands when scooter-accumulator is told.
 */
public final class StorekeeperDesk implements Robots.Counter {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final City city;
    private final Bookings bookings;
    private final Chats chats;
    private final BundleClient bundle;
    private final Map<String, Instant> lastAsked = new HashMap<>();

    public StorekeeperDesk(City city, Bookings bookings, Chats chats, BundleClient bundle) {
        this.city = city;
        this.bookings = bookings;
        this.chats = chats;
        this.bundle = bundle;
    }

    @Override
    public void ask(Claim claim, Courier courier, boolean pickup) {
        Optional<String> accumulatorId;
        Optional<Store> store;
        synchronized (city) {
            Instant last = lastAsked.get(claim.id());
            if (last != null && last.plus(PATIENCE).isAfter(Instant.now())) {
                return;
            }
            lastAsked.put(claim.id(), Instant.now());
            store = city.storeAt(claim.source().position());
            accumulatorId = (pickup ? bookings.accumulatorBehindClosedDoor(courier.id()) : courier.bag().stream().findFirst()).map(Accumulator::id);
        }
        if (accumulatorId.isEmpty() || store.isEmpty()) {
            return;
        }
        if (chats.botListens() && !store.get().telegramChats().isEmpty()) {
            chats.write(store.get().telegramChats().get(0), "%s %s %s".formatted(pickup ? "/issue" : "/return", claim.id(), accumulatorId.get()));
        } else {
            String path = "/operator/v1/tasks/%s/accumulators/%s".formatted(claim.taskId(), pickup ? "issue" : "return");
            bundle.send("operator", "operator", "ru", "POST", path,
                    Json.object("accumulator_id", accumulatorId.get(), "reason", "handed over at the counter: no cell opens"));
        }
    }
}
