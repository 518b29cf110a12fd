package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimPoint;
import io.batteryexchange.sandbox.city.Fate;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The courier's phone: it calls the bundle in his name, and now and then a finger taps twice. */
final class Phone {

    private final BundleClient bundle;
    private final String courierId;
    private final String language;
    private final Fate fate;
    private final Executor executor;

    /** Where the exchange screen of a claim is. */
    static String screenUrl(Claim claim) {
        return "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=" + claim.id();
    }

    /** @param action one of those for point B */
    static String actionUrl(String action, Claim claim, ClaimPoint b) {
        return "/taximeter/v1/%s?cargo_ref_id=%s&point_id=%d".formatted(action, claim.id(), b.id());
    }

    Phone(BundleClient bundle, String courierId, String language, Fate fate, Executor executor) {
        this.bundle = bundle;
        this.courierId = courierId;
        this.language = language;
        this.fate = fate;
        this.executor = executor;
    }

    String language() {
        return language;
    }

    Reply get(String url) {
        return send("GET", url);
    }

    /** A tap that changes something; of two taps the app shows the answer to the first. */
    Reply tap(String method, String url) {
        if (!fate.strikes(Behaviour.DOUBLE_TAP)) {
            return send(method, url);
        }
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> send(method, url), executor);
        Reply first = send(method, url);
        second.join();
        return first;
    }

    /** One request, as it stands on a button. */
    Reply send(String method, String url) {
        return bundle.send(courierId, "courier", language, method, url, null);
    }
}
