package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.reload.RouteReload;
import io.batteryexchange.settings.BundleSettings.Calls;
import io.batteryexchange.settings.BundleSettings.RequestBody;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.ResourceReloadStrategy;
import org.apache.camel.util.concurrent.ThreadType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;

/** What a new Camel or Spring Boot could change without a word, in the bundle as it is configured. */
@Tag("upgrade")
class UpgradeTrapsTest extends FlowTest {

    private static final String ASKED = "/upgrade/asked";

    @Autowired
    private ApplicationContext context;
    @Autowired
    private ProducerTemplate send;
    @Autowired
    private Calls calls;
    @Autowired
    private RequestBody body;
    @Value("${server.tomcat.threads.max}")
    private int threads;

    @BeforeEach
    void aPartnerThatAnswers() {
        stub.on(ASKED, request -> Answer.ok("{}"));
    }

    /** HttpClient repeats these by itself, a GET and a POST alike, unless it is told not to. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theHttpClientRepeatsNothingThatIsRefused(int status) {
        stub.on(ASKED, request -> Answer.error(status, "later").with("Retry-After", "1"));

        for (String method : List.of("GET", "POST")) {
            assertThat(ask(method).getException()).isInstanceOf(HttpOperationFailedException.class);
        }

        assertThat(stub.received(ASKED)).hasSize(2);
    }

    @Test
    void theHttpClientRepeatsNothingWhoseAnswerIsLost() {
        stub.on(ASKED, request -> Answer.lost());

        assertThat(ask("GET").getException()).isInstanceOf(IOException.class);

        assertThat(stub.received(ASKED)).hasSize(1);
    }

    @Test
    void theHttpClientKeepsNoCookies() {
        stub.on(ASKED, request -> Answer.ok("{}").with("Set-Cookie", "session=of-another-call; Path=/"));

        ask("GET");
        ask("GET");

        assertThat(stub.received(ASKED)).hasSize(2).allSatisfy(call -> assertThat(call.header("Cookie")).isNull());
    }

    @Test
    void theHttpClientFollowsNobodyElsewhere() {
        stub.on(ASKED, request -> new Answer(302, "", Map.of("Location", stub.url() + "/upgrade/elsewhere"), Duration.ZERO, false));

        assertThat(ask("GET").getException()).isInstanceOf(HttpOperationFailedException.class);

        assertThat(stub.received("/upgrade/elsewhere")).isEmpty();
    }

    /** Camel's default is three minutes, the client's none. */
    @Test
    void aPartnerThatIsSilentIsNotWaitedFor() {
        stub.on(ASKED, request -> Answer.ok("{}").after(Duration.ofSeconds(20)));

        long start = System.nanoTime();

        assertThat(ask("GET").getException()).isInstanceOf(InterruptedIOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("UPSTREAM_RESPONSE_TIMEOUT is 2 s here").isBetween(Duration.ofMillis(1500), Duration.ofSeconds(15));
    }

    @Test
    void anOpenBreakerLetsNoMessageThrough() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        bundle.breaker("scooter-accumulator").transitionToOpenState();

        Exchange exchange = bundle.send("scooter-accumulator-booking", Map.of("book_id", "book-1"));

        assertThat(exchange.getException()).hasStackTraceContaining(CallNotPermittedException.class.getSimpleName());
        assertThat(stub.received(CabinetsStub.BOOKING)).isEmpty();
    }

    /** From 4.18 on Camel refuses formats itself, without a body; ours comes first. */
    @Test
    void aFormatThatNobodyServesIsRefusedInOurWords() {
        Reply reply = courier().with("Accept", "text/html").get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.code()).isEqualTo("not_acceptable");
    }

    /** What SqlPlaceholdersCheck is for. A Camel that tells the two apart makes it unnecessary. */
    @Test
    void aHashInSqlIsAParameterAndAnArrowIsNot(@TempDir Path folder) throws IOException {
        assertThat(select(folder, "select cast('{\"a\": 7}' as jsonb) ->> 'a' as a, :#${variable.given} as b", "given", "x").getMessage().getBody(List.class))
            .isEqualTo(List.of(Map.of("a", "7", "b", "x")));
        assertThat(select(folder, "select cast('{\"a\": 7}' as jsonb) #>> '{a}' as a", "given", "x").getException()).isNotNull();
    }

    @Test
    void routesAreNotReloadedUnlessSomebodySaysSo() {
        assertThat(bundle.camel().hasService(ResourceReloadStrategy.class)).isNull();
        assertThat(context.getBeanNamesForType(RouteReload.class)).isEmpty();
    }

    /** Bounds that are sizes of pools hold for platform threads only; a pooled exchange must never be kept by a bean. */
    @Test
    void threadsAreThoseThatTheSettingsCount() {
        assertThat(ThreadType.current()).isEqualTo(ThreadType.PLATFORM);
        assertThat(bundle.camel().getCamelContextExtension().getExchangeFactory().isPooled()).isFalse();
        assertThat(threads).as("threads of the web server, some for probes").isGreaterThan(calls.atOnce() + calls.waiting() + body.waiting());
    }

    /** What costs or tells: original messages are kept, histories written, every body looked at for a stream. */
    @Test
    void camelKeepsNothingThatTheRoutesDoNotNeed() {
        assertThat(bundle.camel().isAllowUseOriginalMessage()).isFalse();
        assertThat(bundle.camel().isMessageHistory()).isFalse();
        assertThat(bundle.camel().isStreamCaching()).isFalse();
    }

    private Exchange ask(String method) {
        return send.request(stub.url() + ASKED + "?httpMethod=" + method, exchange -> { });
    }

    private Exchange select(Path folder, String sql, String variable, String value) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "select", ".sql"), sql);
        return send.request("sql:file:" + file, exchange -> exchange.setVariable(variable, value));
    }
}
