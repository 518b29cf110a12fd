package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.ClaimListener;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.CargoOrders;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.Wire;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All couriers. The agenda says when a courier's next step is due; a few threads take the steps. */
public final class Robots implements ClaimListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Robots.class);
    private static final int THREADS = 24;
    private static final Duration STRIDE = Duration.ofSeconds(10);
    private static final Duration STRIDE_FLOOR = Duration.ofMillis(100);
    private static final int SLOWLY = 5;

    private final City city;
    private final Agenda agenda;
    private final SandboxSettings settings;
    private final Bookings bookings;
    private final CargoOrders orders;
    private final BundleClient bundle;
    private final Counter counter;
    private final ScreenCheck check;
    private final SliderJudge judge;
    private final Map<String, Robot> robots = new LinkedHashMap<>();
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, this::thread);
    private final ExecutorService secondFinger = Executors.newCachedThreadPool(this::thread);

    public Robots(City city, Agenda agenda, SandboxSettings settings, Bookings bookings, CargoOrders orders, BundleClient bundle,
                  Wire wire, Counter counter) {
        this.city = city;
        this.agenda = agenda;
        this.settings = settings;
        this.bookings = bookings;
        this.orders = orders;
        this.bundle = bundle;
        this.counter = counter;
        this.check = new ScreenCheck(wire.violations(), () -> wire.faults().arePlanned(Fault.STALE_READ));
        this.judge = new SliderJudge(city, wire.violations());
        int number = 0;
        for (Courier courier : city.couriers().values()) {
            String language = ++number % 4 == 0 ? "en" : "ru";
            Phone phone = phone(courier, language);
            Trouble trouble = new Trouble(settings.pace().courierPatience());
            Exchange exchange = new Exchange(city, bookings, courier, phone, check, trouble, counter::help);
            robots.put(courier.id(), new Robot(city, courier, orders, phone, check, trouble, exchange, judge,
                    walk(courier), settings.pace().counterPatience()));
        }
    }

    /** Where a courier goes when no cell opens. */
    @FunctionalInterface
    public interface Counter {

        /** @param pickup whether he wants an accumulator, or wants to be rid of one */
        void ask(Claim claim, Courier courier, boolean pickup);

        private void help(Claim claim, Courier courier, Leg leg) {
            ask(claim, courier, leg == Leg.PICKUP);
        }
    }

    /** What the control API shows of a courier. */
    public record Sight(String courierId, Phase phase, String claimId, boolean stuck, boolean everStuck, String lastTrouble, String troubleSince) {
    }

    private Phone phone(Courier courier, String language) {
        return new Phone(bundle, courier.id(), language, city.fate(), secondFinger);
    }

    private Walk walk(Courier courier) {
        return new Walk(city, courier, settings.pace().courierMetresPerSecond());
    }

    /** What a person needs to play a courier: the same eyes, legs and phone that his robot has. */
    Player player(Courier courier) {
        return new Player(city, courier, bookings, orders, language -> phone(courier, language), check, judge, walk(courier), counter::help);
    }

    Robot robot(String courierId) {
        return robots.get(courierId);
    }

    Collection<Robot> all() {
        return robots.values();
    }

    /** He goes on with a claim that a person has left. */
    void goOn(Courier courier, Claim left, boolean reported) {
        Robot robot = robots.get(courier.id());
        robot.goOn(left, reported);
        schedule(robot, settings.pace().tap(), Duration.ZERO);
    }

    @Override
    public void moved(Claim claim, String status) {
        if (status.equals("performer_found") && claim.performer() != null && !claim.performer().byHand()) {
            Robot robot = robots.get(claim.performer().id());
            robot.take(claim);
            schedule(robot, Duration.ofSeconds(2), Duration.ZERO);
        }
    }

    public Collection<Sight> sights() {
        return robots.values().stream().map(r -> {
            Claim claim = r.claim();
            if (r.courier().byHand()) {
                return new Sight(r.courier().id(), Phase.BY_HAND, r.courier().claimId(), false, r.trouble().everStuck(), r.trouble().last(), null);
            }
            return new Sight(r.courier().id(), r.phase(), claim == null ? null : claim.id(), r.trouble().stuck(), r.trouble().everStuck(),
                    r.trouble().last(), r.trouble().since() == null ? null : r.trouble().since().toString());
        }).toList();
    }

    private void schedule(Robot robot, Duration pause, Duration floor) {
        agenda.in(pause, floor, () -> {
            try {
                pool.execute(() -> step(robot));
            } catch (RejectedExecutionException e) {
                log.debug("The city is closing, {} stops", robot.courier().id());
            }
        });
    }

    private void step(Robot robot) {
        Robot.Next next;
        try {
            next = robot.step();
        } catch (RuntimeException e) {
            log.error("Courier {} stumbled in phase {}", robot.courier().id(), robot.phase(), e);
            robot.trouble().meet(e.toString());
            next = Robot.Next.RETRY;
        }
        Duration floor = settings.pace().courierRetryFloor();
        switch (next) {
            case TAP -> schedule(robot, settings.pace().tap(), Duration.ZERO);
            case WALK -> schedule(robot, STRIDE, STRIDE_FLOOR);
            case RETRY -> schedule(robot, settings.pace().courierRetry(), floor);
            case RETRY_SLOWLY -> schedule(robot, settings.pace().courierRetry().multipliedBy(SLOWLY), floor.multipliedBy(SLOWLY));
            case REST -> { }
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "courier-" + threadNumber.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        secondFinger.shutdownNow();
    }
}
