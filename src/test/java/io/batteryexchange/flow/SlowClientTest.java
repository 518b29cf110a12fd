package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.ClaimDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets: clients who send too much, or slowly, or don't read; the others don't notice. */
@Timeout(120)
@Tag("upgrade")
class SlowClientTest extends FlowTest {

    private static final String STATE = "/cargo-orders/v1/state";
    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1";
    private static final int LONGEST = 64 * 1024;
    /** More than the threads of the routes (API_THREADS). */
    private static final int SLOW = 90;
    private static final Duration QUICKLY = Duration.ofSeconds(2);

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void aCourierIsAtTheCabinet() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aBodyAsLongAsAllowedIsRead() throws IOException {
        String body = state(LONGEST);

        assertThat(body).hasSize(LONGEST);
        assertThat(answerTo(head("Content-Length: " + LONGEST) + body)).startsWith("HTTP/1.1 200");
        assertThat(answerTo(head("Transfer-Encoding: chunked") + chunked(body))).startsWith("HTTP/1.1 200");
    }

    @Test
    void aLongerBodyIsRefused() throws IOException {
        String body = state(LONGEST + 1);

        isTooLarge(answerTo(head("Content-Length: " + body.length()) + body));
        isTooLarge(answerTo(head("Transfer-Encoding: chunked") + chunked(body)));
        assertThat(rows.count("timeline")).isZero();
    }

    @Test
    void aBodyThatSaysItIsEnormousIsRefusedUnread() throws IOException {
        isTooLarge(answerTo(head("Content-Length: 100000000000")));
    }

    @Test
    void aLongerBodyOfSomebodyUnknownIsRefusedAsWell() throws IOException {
        String body = state(LONGEST + 1);

        isTooLarge(answerTo("POST " + STATE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    @Test
    void aFormIsNoWayAroundTheLimit() throws IOException {
        String form = "cargo_ref_id=claim-1&x=" + "y".repeat(LONGEST);

        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            isTooLarge(answerTo("PUT /operator/v1/manual-mode HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: " + form.length()
                + "\r\nAuthorization: Bearer " + tokens.of("ivanova", "operator") + "\r\n\r\n" + form));
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForLong() throws IOException {
        long start = System.nanoTime();
        Socket socket = open(head("Content-Length: 1000") + "{");
        drip(socket, Duration.ofSeconds(20));

        assertThat(read(socket)).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        assertThat(answerTo("GET " + STATUS + " HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answerTo("GET " + STATUS + "&x=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void clientsWhoseBodiesDontComeHoldNobodyUp() throws IOException {
        for (int i = 0; i < SLOW; i++) {
            open(head("Content-Length: 1000") + "{");
        }

        everybodyElseIsServed();
    }

    @Test
    void unknownClientsWhoseBodiesDontComeHoldNobodyUp() throws IOException {
        for (int i = 0; i < 2 * SLOW; i++) {
            open("POST " + STATE + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
        }

        for (int i = 0; i < 10; i++) {
            quickly(() -> assertThat(courier().get(STATUS).status()).isEqualTo(200));
        }
    }

    @Test
    void clientsWhoseHeadersDontComeHoldNobodyUp() throws IOException {
        for (int i = 0; i < 3 * SLOW; i++) {
            open("POST " + STATE + " HTTP/1.1\r\nHost: localhost\r\nX-Slow: a");
        }

        everybodyElseIsServed();
    }

    @Test
    void clientsWhoDontReadTheirAnswersHoldNobodyUp() throws IOException {
        String request = "GET " + STATUS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + tokens.of("courier-5", "courier") + "\r\n\r\n";
        for (int i = 0; i < SLOW; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(1024);
            socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            sockets.add(socket);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }

        everybodyElseIsServed();
    }

    private void everybodyElseIsServed() {
        for (int i = 0; i < 10; i++) {
            quickly(() -> assertThat(courier().get(STATUS).status()).isEqualTo(200));
            quickly(() -> assertThat(cargoOrders().post(STATE, object("cargo_ref_id", "claim-1", "claim_status", "pickup_arrived", "point_id", ClaimDocument.A,
                "performer_id", "courier-5")).status()).isEqualTo(200));
            quickly(() -> assertThat(operator().get("/operator/v1/tasks").status()).isEqualTo(200));
        }
    }

    private static void quickly(Runnable call) {
        long start = System.nanoTime();
        call.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICKLY);
    }

    private String head(String length) {
        return "POST " + STATE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer " + tokens.of("cargo-orders", "cargo-orders")
            + "\r\n" + length + "\r\n\r\n";
    }

    /** A good request, blown up to so many characters. */
    private static String state(int length) {
        String body = object("cargo_ref_id", "claim-1", "claim_status", "pickup_arrived", "point_id", ClaimDocument.A, "performer_id", "courier-5").toString();
        return body + " ".repeat(length - body.length());
    }

    private static String chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < body.length(); i += 5000) {
            String chunk = body.substring(i, Math.min(body.length(), i + 5000));
            chunks.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    private static void isTooLarge(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"body_too_large\"").contains("Запрос слишком большой").contains("X-Content-Type-Options: nosniff");
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends a character every 200 ms, until the time is over or the server answers. */
    private static void drip(Socket socket, Duration time) throws IOException {
        OutputStream out = socket.getOutputStream();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && socket.getInputStream().available() == 0) {
            out.write('x');
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // the client's slowness
        }
    }

    private String answerTo(String request) throws IOException {
        return read(open(request));
    }

    /** The answer as far as its body goes. */
    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[4096];
        while (!answer.toString().contains("}")) {
            int count = socket.getInputStream().read(part);
            if (count < 0) {
                break;
            }
            answer.append(new String(part, 0, count, StandardCharsets.UTF_8));
        }
        return answer.toString();
    }
}
