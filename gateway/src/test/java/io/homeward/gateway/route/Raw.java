package io.homeward.gateway.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** Says to a door exactly what is written, also what no client would say. */
final class Raw {
    private Raw() {}

    /** Everything that came back until the connection was closed, or until {@code Connection: close} was asked for and done. */
    static String say(int port, String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says it and goes away without waiting for an answer. */
    static void leave(int port, String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET of a target with these headers, on a connection of its own. */
    static String get(int port, String target, String... headers) {
        return say(port, head("GET", target, headers) + "\r\n");
    }

    static String head(String method, String target, String... headers) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }
}
