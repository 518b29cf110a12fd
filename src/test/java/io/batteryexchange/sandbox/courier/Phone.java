package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.CallCounters;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The courier's phone: it calls the bundle in his name, and now and then a finger taps twice. */
final class Phone {

    private final BundleClient bundle;
    private final String courierId;
    private final String language;
    private final double doubleTap;
    private final Random random;
    private final Executor executor;
    private final CallCounters counters;

    Phone(BundleClient bundle, String courierId, String language, double doubleTap, Random random, Executor executor, CallCounters counters) {
        this.bundle = bundle;
        this.courierId = courierId;
        this.language = language;
        this.doubleTap = doubleTap;
        this.random = random;
        this.executor = executor;
        this.counters = counters;
    }

    String language() {
        return language;
    }

    Reply get(String url) {
        return send("GET", url);
    }

    /** A tap that changes something; of two taps the app shows the answer to the first. */
    Reply tap(String method, String url) {
        if (random.nextDouble() >= doubleTap) {
            return send(method, url);
        }
        counters.add("courier double taps", method);
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> send(method, url), executor);
        Reply first = send(method, url);
        second.join();
        return first;
    }

    private Reply send(String method, String url) {
        return bundle.send(courierId, "courier", language, method, url, null);
    }
}
