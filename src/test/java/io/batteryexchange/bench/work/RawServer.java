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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As little of HTTP/1.1 as a client with kept connections needs, so that what answers costs the measured machine next to nothing: a thread for each connection. */
final class RawServer {

    /** The JSON that a request is answered with, always 200. */
    @FunctionalInterface
    interface Answers {
        String to(Request request);
    }

    /** @param head request line and headers */
    record Request(String path, String query, String head, String body) {

        /** A parameter of the query or a header; empty where there is none. */
        String parameter(String name) {
            Matcher found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
            return found.find() ? found.group(1) : "";
        }

        String header(String name) {
            Matcher found = Pattern.compile("(?im)^" + name + ": *(.*?)\r?$").matcher(head);
            return found.find() ? found.group(1) : "";
        }

        /** A field of the body's JSON by its name, text or number; empty where there is none. */
        String field(String name) {
            Matcher found = Pattern.compile("\"" + name + "\" *: *\"?([^\",}]*)").matcher(body);
            return found.find() ? found.group(1) : "";
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
                int length = length(head);
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                byte[] answer = answers.to(new Request(target[0], target.length == 2 ? target[1] : "", head, body)).getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream whole = new ByteArrayOutputStream(answer.length + 100);
                whole.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                whole.writeBytes(answer);
                whole.writeTo(out);
            }
        } catch (IOException e) {
            // the client hung up: the bundle under load is killed between two rounds
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the empty line; empty: the connection is over. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring("content-length:".length()).trim());
            }
        }
        return 0;
    }
}
