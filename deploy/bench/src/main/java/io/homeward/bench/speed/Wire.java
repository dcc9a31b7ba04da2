package io.homeward.bench.speed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-open HTTP/1.1 connection that sends one request at a time. By hand, as the generator shares the processors with what it measures, and a
 * whole client would cost half as much as the service. Only for answers with a length.
 */
final class Wire implements AutoCloseable {
    private static final int OK = 200;
    private static final String LENGTH = "content-length:";

    /** @param retryAfter whether the answer said when to come again */
    record Answer(int status, String body, boolean retryAfter) {
        boolean ok() {
            return status == OK;
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    Answer post(String path, String token, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = -1;
        boolean retryAfter = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            retryAfter |= header.regionMatches(true, 0, "retry-after:", 0, "retry-after:".length());
        }
        if (length < 0) {
            throw new IOException("An answer without a length");
        }
        return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8), retryAfter);
    }

    private String line() throws IOException {
        line.setLength(0);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The service has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
