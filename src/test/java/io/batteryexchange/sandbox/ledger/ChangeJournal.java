package io.batteryexchange.sandbox.ledger;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.ChangeListener;
import io.batteryexchange.sandbox.wire.Upstream;
import io.batteryexchange.sandbox.wire.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sandbox's own record of every change the bundle made. */
public final class ChangeJournal implements ChangeListener {

    private final City city;
    private final Bookings bookings;
    private final Claims claims;
    private final List<Change> changes = new ArrayList<>();

    public ChangeJournal(City city, Bookings bookings, Claims claims) {
        this.city = city;
        this.bookings = bookings;
        this.claims = claims;
    }

    @Override
    public void changed(Upstream upstream, WireRequest request, Answer answer) {
        Change change = new Change(Instant.now(), upstream.name() + " " + request.call().name(), answer.about(), store(answer.about()),
                request.token());
        synchronized (changes) {
            changes.add(change);
        }
    }

    List<Change> all() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    private String store(Map<String, String> about) {
        if (about.containsKey("book_id")) {
            return bookings.find(about.get("book_id")).map(b -> b.cabinet().store().id()).orElse(null);
        }
        if (about.containsKey("claim_id")) {
            return claims.find(about.get("claim_id")).flatMap(c -> city.storeAt(c.source().position())).map(s -> s.id()).orElse(null);
        }
        return null;
    }
}
