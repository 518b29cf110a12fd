package io.batteryexchange.sandbox.wire;

/** Hears of every success of a changing call, in order, under the city's lock and before the answer leaves. */
@FunctionalInterface
public interface ChangeListener {

    void changed(Upstream upstream, WireRequest request, Answer answer);
}
