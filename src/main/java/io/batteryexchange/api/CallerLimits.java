package io.batteryexchange.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.batteryexchange.settings.BundleSettings.Limits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often one caller (the token's subject) may call: a bucket of {@code burst} calls that fills again with {@code per-second} (settings {@code limits}).
 *
 * <p>Each node counts for itself. A count in the database would cost every tap a write there, and the database is what the limit protects; a courier who is
 * balanced over n nodes gets n times the limit, which is still a limit, and the doors have a lock of their own (one opening at a time).
 * Memory is bounded: callers who stayed away for ten minutes are forgotten, and beyond {@code limits.callers} those who were seen least; a forgotten
 * caller begins with a full bucket.
 *
 * <p>A refused tap is on the timeline of its task at most once a minute for each caller: the first of a run, and one a minute while it lasts. Those are let through to
 * their route, which knows the task; the others are refused before they reach one. All are counted: {@code battery_exchange_calls_over_limit_total}, tag {@code kind}.
 */
@Component("callerLimits")
public class CallerLimits {

    /** What is counted separately. */
    enum Kind {
        COURIER_TAP, COURIER_READ, CARGO_ORDERS, OPERATOR;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param waitSeconds until the next call may come, rounded up; 0: this one may
     * @param tell        this refusal belongs on the timeline
     */
    record Verdict(long waitSeconds, boolean tell) {

        boolean allowed() {
            return waitSeconds == 0;
        }
    }

    private record Caller(Kind kind, String subject) {
    }

    /** @param toldAt when a refusal was last let through to its route, nanoseconds of the clock; {@link #NEVER} */
    private record Turns(Bucket bucket, AtomicLong toldAt) {
    }

    private static final long NEVER = Long.MIN_VALUE;
    private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Limits limits;
    private final Map<Kind, Counter> refused;
    private final TimeMeter clock;
    private final Cache<Caller, Turns> callers;

    @Autowired
    CallerLimits(Limits limits, MeterRegistry meters) {
        this(limits, meters, TimeMeter.SYSTEM_NANOTIME);
    }

    CallerLimits(Limits limits, MeterRegistry meters, TimeMeter clock) {
        this.limits = limits;
        this.refused = Arrays.stream(Kind.values()).collect(Collectors.toMap(Function.identity(), kind -> Counter.builder("battery.exchange.calls.over.limit")
            .description("Calls that came too often and got 429").tag("kind", kind.title()).register(meters)));
        this.clock = clock;
        this.callers = Caffeine.newBuilder().maximumSize(limits.callers()).expireAfterAccess(FORGOTTEN_AFTER).ticker(clock::currentTimeNanos).executor(Runnable::run).build();
    }

    Verdict call(Kind kind, String subject) {
        Turns turns = callers.get(new Caller(kind, subject), this::begin);
        ConsumptionProbe probe = turns.bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return new Verdict(0, false);
        }
        refused.get(kind).increment();
        long wait = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + TimeUnit.SECONDS.toNanos(1) - 1));
        long now = clock.currentTimeNanos();
        long told = turns.toldAt.get();
        return new Verdict(wait, (told == NEVER || now - told >= TOLD_EVERY) && turns.toldAt.compareAndSet(told, now));
    }

    /** How many callers are remembered. */
    long callers() {
        callers.cleanUp();
        return callers.estimatedSize();
    }

    /**
     * Refuses a call that came this far to be told of (variable {@code over_limit}, seconds to wait).
     *
     * @throws ApiRefusal 429 {@code too_many_requests}
     */
    public void mustNotBeOver(Exchange exchange) {
        Long wait = exchange.getVariable("over_limit", Long.class);
        if (wait != null) {
            throw new ApiRefusal(429, "too_many_requests", wait);
        }
    }

    private Turns begin(Caller caller) {
        Limits.Rate rate = switch (caller.kind) {
            case COURIER_TAP -> limits.courierTaps();
            case COURIER_READ -> limits.courierReads();
            case CARGO_ORDERS -> limits.cargoOrders();
            case OPERATOR -> limits.operator();
        };
        Bucket bucket = Bucket.builder().addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1))).withCustomTimePrecision(clock).build();
        return new Turns(bucket, new AtomicLong(NEVER));
    }
}
