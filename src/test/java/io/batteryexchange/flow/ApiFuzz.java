package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Documents;
import io.batteryexchange.flow.support.Rows;
import io.batteryexchange.flow.support.UnlimitedBundleLoader;
import io.batteryexchange.flow.support.fuzz.Contract;
import io.batteryexchange.flow.support.fuzz.Gun;
import io.batteryexchange.flow.support.fuzz.RawHttp;
import io.batteryexchange.flow.support.fuzz.Shot;
import io.batteryexchange.flow.support.fuzz.Smuggled;
import io.batteryexchange.flow.support.fuzz.TablesDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Shoots requests at every operation of the contracts: good ones, and good ones with one thing wrong. No answer may be a 5xx, show our insides or be unreadable to
 * its caller; what is refused has changed nothing, neither in the tables nor at a partner's. A seed ({@code -Dfuzz.seed}) repeats a run.
 */
@ContextConfiguration(loader = UnlimitedBundleLoader.class)
abstract class ApiFuzz extends FlowTest {

    private static final long SEED = Long.getLong("fuzz.seed", 7);
    private static final int SCENES = 5;
    /** So often an operation is tried in a scene until it is done: most need the right point. */
    private static final int GOOD_ONES = 4;
    private static final int SHOTS_A_SCENE = 40;
    private static final int SHOTS_A_TOKEN = 2_000;
    /** Wrong answers after which the run ends early. */
    private static final int ENOUGH = 25;
    private static final Pattern INSIDES = Pattern.compile("(?i)<html|<!doctype|exception|java\\.|org\\.apache|springframework|batteryexchange|tomcat|postgres|\\tat |stack ?trace|select .* from ");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    /** What a well-formed request may name that is not there: only the route finds out. */
    private static final Set<String> FOUND_OUT_LATER = Set.of("cell_id", "scope");

    @Autowired
    private JdbcClient jdbc;

    private final List<Contract.Operation> operations = Contract.operations();
    private final Random random = new Random(SEED);
    private final Gun gun = new Gun(random, operations);
    private final Map<String, Map<Integer, Integer>> answers = new TreeMap<>();
    private final Map<Integer, Integer> byStatus = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> tokenOf = new HashMap<>();
    private int fired;
    private TablesDigest tables;
    private TablesDigest.Digest before;

    /** @throws AssertionError an answer is wrong, or an operation was not reached */
    void shoot(int shots) throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level usual = root.getLevel();
        root.setLevel(Level.ERROR); // or a line for each change
        try {
            shootAll(shots);
        } finally {
            root.setLevel(usual);
        }
    }

    private void shootAll(int shots) throws IOException {
        tables = new TablesDigest(jdbc);
        long began = System.nanoTime();
        newTokens();
        try (RawHttp http = new RawHttp(port)) {
            goodOnes(http);
            while (fired < shots) {
                if (fired % SHOTS_A_TOKEN == 0) {
                    newTokens();
                }
                if (before == null || fired % SHOTS_A_SCENE == 0) {
                    newScene(random.nextInt(SCENES));
                }
                fire(http, gun.next());
            }
        }
        System.out.printf("fuzz: %d requests to %d operations, by status %s, 5xx %d, %.1f s, seed %d%n", fired, answers.size(), byStatus,
            byStatus.entrySet().stream().filter(entry -> entry.getKey() >= 500).mapToInt(Map.Entry::getValue).sum(), (System.nanoTime() - began) / 1e9, SEED);
        assertThat(wrong).as("wrong answers").isEmpty();
        for (Contract.Operation operation : operations) {
            assertThat(answers.getOrDefault(operation.id(), Map.of())).as("%s was done at least once", operation.id()).containsKey(200);
            assertThat(answers.get(operation.id()).keySet()).as("%s was refused at least once", operation.id()).anyMatch(status -> status >= 400);
        }
    }

    /** Every operation in every scene, or the run would only try how closed the door is. */
    private void goodOnes(RawHttp http) {
        for (int scene = 0; scene < SCENES; scene++) {
            for (Contract.Operation operation : operations) {
                for (int i = 0; i < GOOD_ONES; i++) {
                    newScene(scene);
                    if (fire(http, gun.good(operation)) == 200) {
                        break;
                    }
                }
            }
        }
    }

    /** The status of the answer, 0 where there was none. */
    private int fire(RawHttp http, Shot shot) {
        int calls = upstreamCalls();
        int status = 0;
        fired++;
        try {
            RawHttp.Reply reply = http.send(shot.bytes(tokenOf.get(shot.operation.scope()), random.nextBoolean()), shot.method.equals("HEAD"));
            status = reply.status();
            answers.computeIfAbsent(shot.operation.id(), any -> new TreeMap<>()).merge(status, 1, Integer::sum);
            byStatus.merge(status, 1, Integer::sum);
            judge(shot, reply, calls);
        } catch (IOException | AssertionError | RuntimeException e) {
            before = null;
            wrong.add("request " + fired + " of seed " + SEED + ", " + shot + "\n" + e + "\n");
            assertThat(wrong).as("wrong answers").hasSizeLessThan(ENOUGH);
        }
        return status;
    }

    private void judge(Shot shot, RawHttp.Reply reply, int callsBefore) throws IOException {
        String text = reply.text();
        assertThat(reply.status()).as("status of %s", text).isLessThan(500);
        assertThat(INSIDES.matcher(text).find()).as("insides in %s", text).isFalse();
        assertThat(reply.headers().keySet()).doesNotContain("server", "x-powered-by", "set-cookie").noneMatch(header -> header.startsWith("camel"));
        if (!shot.expected.isEmpty()) {
            assertThat(reply.status()).as("status of %s", text).isIn(shot.expected);
        }
        if (reply.status() >= 400) {
            judgeRefusal(shot, reply);
        } else {
            assertThat(Documents.JSON.readTree(text).isObject()).isTrue();
        }
        judgeDeed(shot, reply, callsBefore);
    }

    private static void judgeRefusal(Shot shot, RawHttp.Reply reply) throws IOException {
        assertThat(reply.header("Content-Type")).isNotNull().startsWith("application/json");
        if (reply.status() == 405 && shot.expected.equals(Set.of(405))) {
            assertThat(reply.header("Allow")).as("Allow").isNotBlank();
        }
        if (shot.method.equals("HEAD")) {
            return;
        }
        JsonNode refusal = Documents.JSON.readTree(reply.text());
        String code = refusal.path("code").asText();
        String message = refusal.path("message").asText();
        assertThat(code).as("code in %s", reply.text()).matches("[a-z_]+");
        assertThat(message).isNotBlank();
        assertThat(refusal.properties()).extracting(Map.Entry::getKey).isSubsetOf("code", "message", "state");
        if (shot.arrives) {
            assertThat(shot.operation.codes()).as("statuses of the contract").containsKey(reply.status());
            assertThat(code).isIn(shot.operation.codes().get(reply.status()));
            boolean english = shot.headers.stream().anyMatch(header -> header.equals("Accept-Language: " + Gun.ENGLISH));
            assertThat(CYRILLIC.matcher(message).find()).as("language of %s", message).isNotEqualTo(english);
        }
        if (shot.named != null) {
            assertThat(code).isEqualTo("bad_request");
            assertThat(message).endsWith(": " + shot.named);
        }
        if (shot.wellFormed) {
            assertThat(reply.status()).as("of a good request: %s", reply.text()).isNotIn(405, 406, 413, 415, 429);
            assertThat(code).isNotEqualTo("not_found");
            if (code.equals("bad_request")) {
                assertThat(FOUND_OUT_LATER).anyMatch(message::endsWith);
            }
        }
    }

    private void judgeDeed(Shot shot, RawHttp.Reply reply, int callsBefore) {
        TablesDigest.Digest now = tables.now();
        if (reply.status() >= 400) {
            assertThat(now.deed()).as("rows after %d", reply.status()).isEqualTo(before.deed());
            if (!shot.expected.isEmpty()) {
                assertThat(now.all()).as("rows after %d at the door", reply.status()).isEqualTo(before.all());
                assertThat(upstreamCalls()).as("calls of a refused request").isEqualTo(callsBefore);
            }
        }
        assertThat(stub.received().toString()).doesNotContain(Smuggled.MARK);
        before = now.deed().equals(before.deed()) ? now : null;
    }

    private int upstreamCalls() {
        return (int) stub.received().stream().filter(request -> !request.path().equals("/oauth2/jwks")).count();
    }

    private void newTokens() {
        tokenOf.put("courier", tokens.of(Rows.COURIER, "courier"));
        tokenOf.put("cargo-orders", tokens.of("cargo-orders", "cargo-orders"));
        tokenOf.put("operator", tokens.of("ivanova", "operator"));
    }

    /** One task at some place of a swap; what there is to ask about. */
    private void newScene(int scene) {
        beginAfresh();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = switch (scene) {
            case 0 -> performed("at_cabinet", "pickup_arrived", "", "pending");
            case 1 -> performed("to_scooter", "pickuped", "a", "visited");
            case 2 -> performed("at_scooter", "delivery_arrived", "a", "visited");
            case 3 -> rows.bookedTask("attention");
            default -> rows.task("new");
        };
        List<String> points = Stream.of(ClaimDocument.B, ClaimDocument.B, ClaimDocument.A, ClaimDocument.C).map(String::valueOf).toList();
        gun.aimAt(Map.of("task_id", List.of(task), "cargo_ref_id", List.of("claim-1"), "performer_id", List.of(Rows.COURIER), "cell_id", List.of("c-7/3"), "car_id", List.of("scooter-1"),
            "point_id", points, "store_id", List.of("grocery:123"),
            "claim_status", List.of("pickup_arrived", "pickuped", "delivery_arrived"), "accumulator_id", List.of("acc-55"), "scope", List.of("all", "grocery:123")));
        before = tables.now();
    }

    private String performed(String state, String status, String closed, String visitOfA) {
        String task = rows.performedTask(state, status, closed);
        cargo.shows(ClaimDocument.of("claim-1", task).status(status, 1).visits(visitOfA, "pending", "pending"));
        return task;
    }
}
