package io.batteryexchange.sandbox.telegram;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Store;
import io.batteryexchange.sandbox.courier.Robots;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.CallCounters;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The storekeepers. A courier who cannot open a cell comes to the counter; the storekeeper tells the bot what he hands over,
 * by a command or by a button, or, when no bot listens or it does not help, the console. The accumulator changes hands when
 * scooter-accumulator is told.
 */
public final class StorekeeperDesk implements Robots.Counter {

    /** What the bot has read should help soon; what it has not read yet is not written again before long. */
    private static final Duration AFTER_AN_ANSWER = Duration.ofSeconds(2);
    private static final Duration WITHOUT_AN_ANSWER = Duration.ofSeconds(20);
    private static final int MOST_TRIES_WITH_THE_BOT = 4;
    private static final int SHORT_CODE = 6;
    private static final String COUNTER = "storekeeper";

    /** What a storekeeper has done so far for one courier and one accumulator. */
    private static final class Matter {
        private int tries;
        private Instant lastTry = Instant.MIN;
        private boolean askedStatus;
        private long messageId;
    }

    private final City city;
    private final Bookings bookings;
    private final Chats chats;
    private final BundleClient bundle;
    private final CallCounters counters;
    private final Map<String, Matter> matters = new HashMap<>();

    public StorekeeperDesk(City city, Bookings bookings, Chats chats, BundleClient bundle, CallCounters counters) {
        this.city = city;
        this.bookings = bookings;
        this.chats = chats;
        this.bundle = bundle;
        this.counters = counters;
    }

    @Override
    public void ask(Claim claim, Courier courier, boolean pickup) {
        Optional<String> accumulatorId;
        Optional<Store> store;
        Matter matter;
        synchronized (city) {
            store = city.storeAt(claim.source().position());
            accumulatorId = (pickup ? bookings.accumulatorBehindClosedDoor(courier.id()) : courier.bag().stream().findFirst()).map(Accumulator::id);
            matter = matters.computeIfAbsent(claim.id() + accumulatorId + pickup, key -> new Matter());
            if (accumulatorId.isEmpty() || store.isEmpty() || waits(matter)) {
                return;
            }
            matter.lastTry = Instant.now();
            matter.tries++;
        }
        boolean bot = chats.botListens() && !store.get().telegramChats().isEmpty() && matter.tries <= MOST_TRIES_WITH_THE_BOT;
        if (bot) {
            tellBot(matter, store.get().telegramChats().get(0), claim, accumulatorId.get(), pickup);
        } else {
            tellConsole(claim, accumulatorId.get(), pickup);
        }
    }

    private boolean waits(Matter matter) {
        Duration patience = matter.messageId == 0 || chats.confirmed(matter.messageId) ? AFTER_AN_ANSWER : WITHOUT_AN_ANSWER;
        return matter.lastTry.plus(patience).isAfter(Instant.now());
    }

    /** With the buttons: first the status, next time the button that names the accumulator; else, or when there is none, the command. */
    private void tellBot(Matter matter, long chat, Claim claim, String accumulatorId, boolean pickup) {
        String code = matter.tries % 2 == 1 ? claim.taskId().substring(claim.taskId().length() - SHORT_CODE) : claim.id();
        if (matter.tries == 1 && city.fate().draws(Behaviour.STOREKEEPER_BUTTONS)) {
            matter.askedStatus = true;
            matter.messageId = chats.write(chat, "/status " + code).at("/message/message_id").asLong();
            counters.add(COUNTER, "status");
            return;
        }
        Optional<Chats.Button> button = !matter.askedStatus ? Optional.empty()
                : chats.buttonsSince(chat, matter.messageId).stream().filter(b -> b.mentions(accumulatorId)).findFirst();
        matter.askedStatus = false;
        if (button.isPresent()) {
            matter.messageId = 0;
            chats.press(chat, button.get().data(), button.get().messageId());
            city.fate().happened(Behaviour.STOREKEEPER_BUTTONS);
            counters.add(COUNTER, "button");
        } else {
            matter.messageId = chats.write(chat, "%s %s %s".formatted(pickup ? "/issue" : "/return", code, accumulatorId))
                    .at("/message/message_id").asLong();
            counters.add(COUNTER, "command");
        }
    }

    private void tellConsole(Claim claim, String accumulatorId, boolean pickup) {
        String path = "/operator/v1/tasks/%s/accumulators/%s".formatted(claim.taskId(), pickup ? "issue" : "return");
        Reply reply = bundle.send("operator", "operator", "ru", "POST", path,
                Json.object("accumulator_id", accumulatorId, "reason", "handed over at the counter: no cell opens"));
        counters.add(COUNTER, "console " + reply.status());
    }
}
