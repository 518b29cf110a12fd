package io.batteryexchange.bench.work;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** As little of HTTP/1.1 as a client with kept connections needs, so that what answers costs the measured machine next to nothing: a thread for each connection. */
final class RawServer {

    /** The JSON that a request is answered with, always 200. */
    @FunctionalInterface
    interface Answers {
        String to(Request request);
    }

    /** @param head request line and headers */
    record Request(String path, String query, String head, String body) {

        /** A parameter of the query; empty where there is none. */
        String parameter(String name) {
            String start = "&" + name + "=";
            return between("&" + query + "&", ("&" + query).indexOf(start), start.length(), "&");
        }

        /** A header; empty where there is none. */
        String header(String name) {
            String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ": ";
            return between(head, head.toLowerCase(Locale.ROOT).indexOf(start), start.length(), "\r\n");
        }

        /** The first text of this name in the body's JSON, however that is laid out; empty where there is none. */
        String text(String name) {
            int at = body.indexOf('"' + name + '"');
            int colon = at < 0 ? -1 : body.indexOf(':', at);
            int start = colon < 0 ? -1 : body.indexOf('"', colon);
            return start < 0 || !body.substring(colon + 1, start).isBlank() ? "" : body.substring(start + 1, body.indexOf('"', start + 1));
        }

        private static String between(String text, int at, int length, String end) {
            return at < 0 ? "" : text.substring(at + length, text.indexOf(end, at + length));
        }
    }

    private RawServer() {
    }

    /** Serves on 127.0.0.1 until the process ends. */
    static void serve(int port, Answers answers) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 256, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                Thread thread = new Thread(() -> converse(connection, answers), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void converse(Socket connection, Answers answers) {
        try (connection; InputStream in = new BufferedInputStream(connection.getInputStream()); OutputStream out = connection.getOutputStream()) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String[] target = head.split(" ", 3)[1].split("\\?", 2);
                String length = new Request("", "", head, "").header("Content-Length");
                String body = length.isEmpty() ? "" : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
                byte[] answer = answers.to(new Request(target[0], target.length == 2 ? target[1] : "", head, body)).getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream whole = new ByteArrayOutputStream(answer.length + 100);
                whole.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                whole.writeBytes(answer);
                whole.writeTo(out);
            }
        } catch (IOException e) {
            // the client is gone, and with it whoever could be told
        }
    }

    /** Up to the empty line; empty: the connection is over. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        int inARow = 0; // of carriage returns and line feeds
        while (inARow < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
            inARow = next == '\r' || next == '\n' ? inARow + 1 : 0;
        }
        return head.toString();
    }
}
