package io.batteryexchange.sandbox.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What all upstreams share: the city's lock, violations, counters, faults and those who listen for changes. */
public final class Wire {

    private final Object lock;
    private final Faults faults;
    private final ContractViolations violations = new ContractViolations();
    private final CallCounters counters = new CallCounters();
    private final Trap trap = new Trap();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();

    public Wire(Object lock, Faults faults) {
        this.lock = lock;
        this.faults = faults;
    }

    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    Object lock() {
        return lock;
    }

    void changed(Upstream upstream, WireRequest request, Answer answer) {
        listeners.forEach(l -> l.changed(upstream, request, answer));
    }

    public Faults faults() {
        return faults;
    }

    public ContractViolations violations() {
        return violations;
    }

    public Trap trap() {
        return trap;
    }

    public CallCounters counters() {
        return counters;
    }
}
