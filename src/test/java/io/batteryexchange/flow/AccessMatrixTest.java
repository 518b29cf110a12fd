package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.Rows;
import io.batteryexchange.flow.support.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every endpoint, every kind of caller, the answer. The endpoints are read from the contracts and compared with what is served, so a new one without its
 * answers here is a failure. What came out is written to {@code target/access-matrix.md}.
 */
@DisplayName("Access matrix (OWASP API1, API2, API3, API5:2023; ASVS 5.0 8.2.1, 8.2.2, 8.3.1, 8.3.2, 9.1.1-9.2.3, 16.3.2)")
@Tag("upgrade")
class AccessMatrixTest extends FlowTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String UNAUTHORIZED = "401 unauthorized";
    private static final String ANY_TASK = "01900000-0000-7000-8000-000000000000";

    /** Who calls, and which requirement his answer shows. */
    enum Who {
        NO_TOKEN("no token", "API2, ASVS 8.3.1"),
        EXPIRED("expired", "API2, ASVS 9.2.1"),
        NOT_YET("not valid yet", "API2, ASVS 9.2.1"),
        NO_EXPIRY("without exp", "API2, ASVS 9.2.1"),
        WRONG_KEY("wrong key", "API2, ASVS 9.1.1"),
        ALG_NONE("alg none", "API2, ASVS 9.1.2"),
        PUBLIC_KEY_AS_SECRET("HS256 with the public key", "API2, ASVS 9.1.2"),
        NO_SUBJECT("no sub", "API2, ASVS 9.1.1"),
        WRONG_AUDIENCE("wrong audience", "API2, ASVS 9.2.3"),
        WRONG_ISSUER("wrong issuer", "API2, ASVS 9.1.3"),
        NO_SCOPE("no scope", "API5, ASVS 8.2.1"),
        WRONG_SCOPE("wrong scopes", "API5, ASVS 8.2.1"),
        NOTHING_THERE("unknown claim or task", "API1, ASVS 8.2.2"),
        OTHER_COURIER("other courier", "API1, ASVS 8.2.2"),
        FORMER_COURIER("former courier", "API1, ASVS 8.3.2"),
        FINISHED("finished claim", "API1, ASVS 8.3.2"),
        CANCELLED("claim of a cancelled task", "API1, ASVS 8.3.2"),
        FORMER_CLAIM("former claim of the task", "API1, ASVS 8.3.2"),
        OWNER("whoever may", "API1, API5");

        private final String label;
        private final String shows;

        Who(String label, String shows) {
            this.label = label;
            this.shows = shows;
        }

        boolean hasNoGoodToken() {
            return ordinal() <= WRONG_ISSUER.ordinal();
        }

        boolean isAboutTheObject() {
            return ordinal() >= NOTHING_THERE.ordinal() && this != OWNER;
        }
    }

    /** What an endpoint's calls are about. */
    enum About {
        /** Everybody, no token is needed. */
        PROBE(""),
        /** A claim; the caller must perform it. */
        CLAIM_OF_CALLER("courier"),
        /** A claim; the performer that cargo-orders names must perform it. */
        CLAIM_OF_NAMED("cargo-orders"),
        /** A claim; cargo-orders says who performs it. */
        CLAIM_TO_NAME("cargo-orders"),
        TASK("operator"),
        /** No object. */
        ALL("operator");

        private final String scope;

        About(String scope) {
            this.scope = scope;
        }

        /** Status and code; null: there is no such call. */
        String answer(Who who) {
            if (this == PROBE) {
                return who.isAboutTheObject() ? null : who == Who.NO_TOKEN || !who.hasNoGoodToken() ? "200" : UNAUTHORIZED;
            }
            if (who.hasNoGoodToken()) {
                return UNAUTHORIZED;
            }
            if (who == Who.NO_SCOPE || who == Who.WRONG_SCOPE) {
                return "403 forbidden";
            }
            return switch (this) {
                case CLAIM_OF_CALLER, CLAIM_OF_NAMED -> who == Who.NOTHING_THERE ? "404 claim_not_found" : "403 not_your_claim";
                case CLAIM_TO_NAME -> who == Who.NOTHING_THERE ? "404 claim_not_found" : who == Who.FINISHED || who == Who.CANCELLED || who == Who.FORMER_CLAIM ? "200" : null;
                case TASK -> who == Who.NOTHING_THERE ? "404 task_not_found" : null;
                default -> null;
            };
        }
    }

    /**
     * What is called.
     *
     * @param name   operationId of the contract, or the path where there is none
     * @param query  with its question mark; of a claim without {@code cargo_ref_id}
     * @param body   null: none
     * @param leg    state, claim status and closed points of the task that the owner has, or only the state: without a claim
     * @param action how a refused attempt is called on the timeline; null: it only reads
     */
    record Entry(String name, About about, String query, ObjectNode body, List<String> leg, String action) {
    }

    private static final List<String> CABINET = List.of("at_cabinet", "pickup_arrived", "");
    private static final List<String> SCOOTER = List.of("at_scooter", "delivery_arrived", "a");
    private static final String POINT_B = "&point_id=" + ClaimDocument.B;

    private static final List<Entry> ENTRIES = List.of(
        new Entry("exchange-status", About.CLAIM_OF_CALLER, "", null, CABINET, null),
        new Entry("exchange-open", About.CLAIM_OF_CALLER, "", null, CABINET, "open cell"),
        new Entry("exchange-broken", About.CLAIM_OF_CALLER, "&cell_id=c-7/3", null, CABINET, "cell broken"),
        new Entry("find-vehicle", About.CLAIM_OF_CALLER, POINT_B, null, SCOOTER, "find vehicle"),
        new Entry("open-battery-door", About.CLAIM_OF_CALLER, POINT_B, null, SCOOTER, "open battery door"),
        new Entry("vehicle-not-found", About.CLAIM_OF_CALLER, POINT_B, null, SCOOTER, "vehicle not found"),
        new Entry("vehicle-destroyed", About.CLAIM_OF_CALLER, POINT_B, null, SCOOTER, "vehicle destroyed"),
        new Entry("cargo-state", About.CLAIM_TO_NAME, "", object("claim_status", "pickup_arrived", "point_id", ClaimDocument.A), CABINET, null),
        new Entry("exchange-init-confirm", About.CLAIM_OF_NAMED, "", object("point_id", ClaimDocument.A), CABINET, "slider"),
        new Entry("show-summary", About.ALL, "", null, CABINET, null),
        new Entry("list-tasks", About.ALL, "?limit=10", null, CABINET, null),
        new Entry("show-task", About.TASK, "", null, CABINET, null),
        new Entry("operator-cancel", About.TASK, "", object("replan", true, "reason", "test"), CABINET, null),
        new Entry("operator-replan", About.TASK, "", object("reason", "test"), List.of("waiting"), null),
        new Entry("operator-park", About.TASK, "", object("reason", "test"), List.of("waiting"), null),
        new Entry("operator-resolve", About.TASK, "", object("outcome", "abandoned", "reason", "test"), List.of("attention"), null),
        new Entry("operator-issue", About.TASK, "", object("accumulator_id", "acc-55", "reason", "test"), CABINET, null),
        new Entry("operator-return", About.TASK, "", object("accumulator_id", "acc-old", "reason", "test"), List.of("at_return", "delivery_arrived", "ab"), null),
        new Entry("show-manual-mode", About.ALL, "", null, CABINET, null),
        new Entry("switch-manual-mode", About.ALL, "", object("scope", "all", "on", true, "reason", "test"), CABINET, null),
        new Entry("/actuator/health/liveness", About.PROBE, "", null, CABINET, null),
        new Entry("/actuator/health/readiness", About.PROBE, "", null, CABINET, null),
        new Entry("/actuator/health", About.ALL, "", null, CABINET, null),
        new Entry("/actuator/health/partners", About.ALL, "", null, CABINET, null),
        new Entry("/actuator/prometheus", About.ALL, "", null, CABINET, null));

    private static final Map<String, Map<Who, String>> SEEN = Collections.synchronizedMap(new TreeMap<>());

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    static Stream<Arguments> matrix() {
        return ENTRIES.stream().flatMap(entry -> Arrays.stream(Who.values())
            .filter(who -> who == Who.OWNER || entry.about().answer(who) != null)
            .map(who -> Arguments.of(entry.name(), who.label, who == Who.OWNER ? ownersAnswer(entry) : entry.about().answer(who), who.shows, entry, who)));
    }

    private static String ownersAnswer(Entry entry) {
        return switch (entry.name()) {
            case "/actuator/health" -> "503"; // in this ring the route of the bot is not started
            case "exchange-init-confirm" -> "200 accumulators_left";
            default -> "200";
        };
    }

    @ParameterizedTest(name = "{0}, {1}: {2} ({3})")
    @MethodSource("matrix")
    void answers(String name, String caller, String expected, String shows, Entry entry, Who who) {
        String task = setUp(entry, who);
        String before = rows.everythingButTimelines();

        Reply reply = call(entry, who, task);

        String answer = reply.status() + (reply.code() == null ? "" : " " + reply.code());
        SEEN.computeIfAbsent(line(name), any -> Collections.synchronizedMap(new TreeMap<>())).put(who, answer);
        assertThat(answer).isEqualTo(expected);
        if (reply.status() == 401) {
            assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        }
        if (who != Who.OWNER && !expected.equals("200")) {
            assertThat(rows.everythingButTimelines()).as("a refused call changes nothing").isEqualTo(before);
            assertThat(stub.received()).as("a refused call asks nobody").allMatch(call -> call.path().equals("/oauth2/jwks"));
            toldOnTheTimeline(entry, who, task);
        }
        if (who.isAboutTheObject() && expected.equals("200")) {
            assertThat(rows.everythingButTimelines()).as("a claim that is over gets no performer").isEqualTo(before);
        }
    }

    private void toldOnTheTimeline(Entry entry, Who who, String task) {
        if (!who.isAboutTheObject() || who == Who.NOTHING_THERE || entry.action() == null) {
            assertThat(rows.count("timeline")).isZero();
            return;
        }
        assertThat(rows.count("timeline")).isEqualTo(1);
        assertThat(rows.lastEntry(task)).startsWith("courier_action " + entry.action() + " failed")
            .contains("\"refusal\": \"not_your_claim\"", "\"caller\": \"" + subject(entry, who) + "\"");
    }

    @Test
    @DisplayName("an endpoint of a contract without its answers is a failure (API9:2023)")
    void everyEndpointOfTheContractsIsInTheMatrix() {
        assertThat(ENTRIES.stream().map(Entry::name).filter(name -> !name.startsWith("/"))).containsExactlyInAnyOrderElementsOf(contracts().keySet());
    }

    @Test
    @DisplayName("what is served is in a contract, or a page of the console (API9:2023)")
    void nothingElseIsServed() {
        Set<String> served = new TreeSet<>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues().forEach(pattern -> {
            String path = pattern.replace("/{*matchOnUriPrefix}", ""); // Camel answers 404 to what is below, see the next test
            if (info.getMethodsCondition().getMethods().isEmpty()) {
                served.add("* " + path);
            }
            info.getMethodsCondition().getMethods().forEach(method -> served.add(method + " " + path));
        })));
        Set<String> known = new TreeSet<>(contracts().values());
        served.removeIf(page -> page.matches("[A-Z*]+ /operations(/.*)?")); // the console's: ConsoleAccessTest
        // The probes are paths below health.
        known.addAll(Set.of("GET /actuator/health", "GET /actuator/health/**", "GET /actuator/prometheus", "* /error"));

        assertThat(served).isEqualTo(known);
    }

    @Test
    @DisplayName("nothing is served below an endpoint (API9:2023)")
    void nothingIsServedBelowAnEndpoint() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        String before = rows.everythingOf(task);
        for (String line : contracts().values()) {
            String path = line.split(" ")[1].replace("{task_id}", task) + "/below?cargo_ref_id=claim-1&cell_id=c-7/3" + POINT_B;
            Caller caller = Caller.of(port, tokens.of(Rows.COURIER, "courier cargo-orders operator"));
            Reply reply = line.startsWith("GET") ? caller.get(path) : line.startsWith("PUT") ? caller.put(path, object()) : caller.post(path, object());

            assertThat(reply.status()).as(path).isIn(404, 405);
        }
        assertThat(rows.everythingOf(task)).isEqualTo(before);
        assertThat(stub.received()).allMatch(call -> call.path().equals("/oauth2/jwks"));
    }

    @Test
    @DisplayName("what is not listed is closed to everybody (ASVS 8.2.1)")
    void whatIsNotListedIsClosed() {
        String all = tokens.of("ivanova", "courier cargo-orders operator");
        for (String path : new String[] {"/", "/error", "/api-doc", "/taximeter", "/health", "/camel", "/actuator-x", "/oauth2/jwks"}) {
            Reply reply = Caller.of(port, all).get(path);
            assertThat(reply.status()).as(path).isIn(403, 404);
            assertThat(Caller.of(port, null).get(path).status()).as(path).isEqualTo(401);
        }
        for (String path : new String[] {"/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/camel", "/taximeter/v1/open", "/operator/v1/tasks/" + ANY_TASK + "/delete"}) {
            assertThat(Caller.of(port, all).get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("one of several scopes is enough")
    void oneOfSeveralScopesIsEnough() {
        assertThat(Caller.of(port, tokens.of("ivanova", "courier operator")).get("/operator/v1/tasks").status()).isEqualTo(200);
    }

    private String setUp(Entry entry, Who who) {
        if (who == Who.NOTHING_THERE) {
            return ANY_TASK;
        }
        String task = entry.leg().size() == 1 ? rows.task(entry.leg().get(0)) : rows.performedTask(entry.leg().get(0), entry.leg().get(1), entry.leg().get(2));
        if (entry.leg().get(0).equals("attention")) {
            rows.update("tasks set attention = 'test', attention_from = 'at_cabinet'", Map.of());
        }
        cabinets.booking(entry.leg().get(0).equals("at_return")
            ? BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9")
            : BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        switch (who) {
            case FORMER_COURIER -> {
                rows.update("tasks set performer_id = 'courier-6'", Map.of());
                rows.update("claims set performer_id = 'courier-6'", Map.of());
            }
            case FINISHED -> rows.update("tasks set state = 'done', outcome = 'swapped', finished_at = now()", Map.of());
            case CANCELLED -> rows.update("tasks set state = 'cancelled', outcome = 'abandoned', finished_at = now()", Map.of());
            case FORMER_CLAIM -> rows.bookAnotherClaim(task, "claim-2");
            default -> { }
        }
        return task;
    }

    private Reply call(Entry entry, Who who, String task) {
        String[] line = line(entry.name()).split(" ", 2);
        String path = line[1].replace("{task_id}", task);
        path += entry.about() == About.CLAIM_OF_CALLER ? "?cargo_ref_id=claim-1" + entry.query() : entry.query();
        ObjectNode body = entry.body() == null ? null : entry.body().deepCopy();
        if (body != null && (entry.about() == About.CLAIM_OF_NAMED || entry.about() == About.CLAIM_TO_NAME)) {
            body.put("cargo_ref_id", "claim-1").put("performer_id", who == Who.OTHER_COURIER ? "courier-6" : Rows.COURIER);
        }
        if (entry.name().equals("operator-cancel")) {
            cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        }
        Caller caller = Caller.of(port, token(who, subject(entry, who), entry.about().scope));
        return switch (line[0]) {
            case "GET" -> caller.get(path);
            case "PUT" -> caller.put(path, body);
            default -> body == null ? caller.post(path) : caller.post(path, body);
        };
    }

    private static String subject(Entry entry, Who who) {
        return entry.about() == About.CLAIM_OF_CALLER ? who == Who.OTHER_COURIER ? "courier-6" : Rows.COURIER : "somebody";
    }

    private String token(Who who, String subject, String scope) {
        return switch (who) {
            case NO_TOKEN -> null;
            case EXPIRED -> tokens.expired(subject, scope);
            case NOT_YET -> tokens.with(subject, scope, claims -> claims.notBeforeTime(Tokens.in(60)));
            case NO_EXPIRY -> tokens.with(subject, scope, claims -> claims.expirationTime(null));
            case WRONG_KEY -> tokens.forged(subject, scope);
            case ALG_NONE -> tokens.unsigned(subject, scope);
            case PUBLIC_KEY_AS_SECRET -> tokens.signedWithThePublicKey(subject, scope);
            case NO_SUBJECT -> tokens.of(null, scope);
            case WRONG_AUDIENCE -> tokens.with(subject, scope, claims -> claims.audience("another-service"));
            case WRONG_ISSUER -> tokens.with(subject, scope, claims -> claims.issuer("https://another.test"));
            case NO_SCOPE -> tokens.of(subject, null);
            case WRONG_SCOPE -> tokens.of(subject, Stream.of("courier", "cargo-orders", "operator").filter(other -> !other.equals(scope)).collect(Collectors.joining(" ")));
            default -> tokens.of(subject, scope);
        };
    }

    /** {@code GET /path} of a contract's operation; a path is read. */
    private static String line(String name) {
        return name.startsWith("/") ? "GET " + name : contracts().getOrDefault(name, "GET /" + name);
    }

    /** {@code operationId} to {@code GET /path}, of all contracts. */
    private static Map<String, String> contracts() {
        Map<String, String> operations = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/openapi"))) {
            for (Path file : files.toList()) {
                JsonNode contract = YAML.readTree(file.toFile());
                String root = contract.path("servers").path(0).path("url").asText();
                contract.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation ->
                    operations.put(operation.getValue().path("operationId").asText(), operation.getKey().toUpperCase() + " " + root + path.getKey())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operations;
    }

    @AfterAll
    static void print() throws IOException {
        StringBuilder table = new StringBuilder("# Who gets which answer\n\nAs tried by `AccessMatrixTest`; `-`: there is no such call. A refused call changes no row and calls no upstream;\n"
            + "refused actions about a known claim are on its task's timeline.\n\n| endpoint |");
        for (Who who : Who.values()) {
            table.append(' ').append(who.label).append(" |");
        }
        table.append("\n|").append(" --- |".repeat(Who.values().length + 1)).append('\n');
        SEEN.forEach((endpoint, answers) -> {
            table.append("| `").append(endpoint).append("` |");
            for (Who who : Who.values()) {
                table.append(' ').append(answers.getOrDefault(who, "-")).append(" |");
            }
            table.append('\n');
        });
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("access-matrix.md"), table);
    }
}
