package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.StubServer;
import io.batteryexchange.flow.support.TelegramStub;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.SecretSearch;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A partner that sends our secrets back to us: they are in no log, no timeline, no answer of ours and no metric. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest extends FlowTest {

    private final SecretSearch secrets = new SecretSearch(BundleEnvironment.of(stub.url(), ""));

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 429, 500, 503})
    void anErrorThatEchoesOurAuthorization(int status, CapturedOutput log) {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        stub.on(CargoStub.CREATE, echo(status));
        String task = rows.task("new");

        bundle.work();

        assertThat(stub.received(CargoStub.CREATE)).isNotEmpty().allMatch(call -> call.header("authorization").length() > 20);
        assertNothingTold(task, log, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {FleetStub.DETAILS, CabinetsStub.AVAILABLE, CabinetsStub.BOOK})
    void anAnswerThatIsNoJsonAndEchoesOurAuthorization(String path, CapturedOutput log) {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        stub.on(path, request -> Answer.ok("Authorization: " + request.header("authorization") + "\n2026 ERROR forged"));
        String task = rows.task("new");

        bundle.work();

        assertThat(stub.received(path)).isNotEmpty();
        assertThat(log.getOut().lines()).noneMatch(line -> line.startsWith("2026 ERROR forged"));
        assertNothingTold(task, log, null);
    }

    @Test
    void anErrorDuringACouriersCall(CapturedOutput log) throws Exception {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        stub.on(CabinetsStub.OPEN, echo(400));

        Reply reply = courier().post("/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1");

        assertThat(stub.received(CabinetsStub.OPEN)).isNotEmpty();
        assertNothingTold(task, log, reply.body().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void theBotApiThatEchoesItsAddress(int status, CapturedOutput log) throws Exception {
        stub.on(TelegramStub.SEND, request -> new Answer(status, "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + stub.url() + TelegramStub.SEND + "\"}",
            Map.of(), Duration.ZERO, false));
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        bundle.camel().getRouteController().startRoute(TelegramStub.BOT);

        telegram.write(1001, "/status claim-1");

        await().until(() -> log.getOut().contains("chat 1001 gets no answer: "));
        bundle.camel().getRouteController().stopRoute(TelegramStub.BOT);
        assertThat(log.getOut()).contains("sendMessage answered " + status);
        assertNothingTold(task, log, null);
    }

    private static StubServer.Script echo(int status) {
        return request -> new Answer(status, "{\"code\":\"" + said(request) + "\",\"message\":\"" + said(request) + "\"}", Map.of("X-Said", said(request)),
            Duration.ZERO, false);
    }

    private static String said(Received request) {
        return request.header("authorization");
    }

    private void assertNothingTold(String task, CapturedOutput log, String answer) {
        assertThat(secrets.in("the log", log.getAll())).isEmpty();
        assertThat(secrets.in("the rows of the task", rows.everythingOf(task) + rows.column("a::text from ambiguities a"))).isEmpty();
        assertThat(secrets.in("the operator API", operator().get("/operator/v1/tasks/" + task).body().toString())).isEmpty();
        assertThat(secrets.in("the metrics", meters.getMeters().stream().map(meter -> meter.getId().toString()).collect(Collectors.joining("\n")))).isEmpty();
        assertThat(secrets.in("the answer", String.valueOf(answer))).isEmpty();
    }
}
