package io.homeward.tenant;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A DNS server that knows TXT records only (RFC 1035), each as a test has said it; of every other name it says that there is none. */
public class DnsStandIn implements QuarkusTestResourceLifecycleManager {

    /** Quarkus loads test classes in another class loader than this one, so what was said is kept where both look. */
    private static final String RECORD = "homeward.test.dns.";

    private static final String SILENT = "homeward.test.dns-silent";
    private static final int HEADER = 12;

    private DatagramSocket socket;

    public static void says(String name, String text) {
        System.setProperty(RECORD + name, text);
    }

    public static void silent(boolean silent) {
        System.setProperty(SILENT, String.valueOf(silent));
    }

    @Override
    public Map<String, String> start() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
        return Map.of(
                "homeward.domains.resolver", "127.0.0.1:" + socket.getLocalPort(), "homeward.domains.timeout", "PT1S");
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                if (!Boolean.getBoolean(SILENT)) {
                    byte[] answer = answer(buffer, question.getLength());
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static byte[] answer(byte[] question, int length) throws IOException {
        var name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        int end = Math.min(at + 5, length); // the name's end, type and class
        String text = System.getProperty(RECORD + name);
        var out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        out.write(
                new byte[] {(byte) 0x81, (byte) (text == null ? 0x83 : 0x80), 0, 1, 0, (byte) (text == null ? 0 : 1)});
        out.write(new byte[4]);
        out.write(question, HEADER, end - HEADER);
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.write(new byte[] {(byte) 0xc0, HEADER, 0, 16, 0, 1, 0, 0, 0, 60, 0, (byte) (bytes.length + 1)});
            out.write(bytes.length);
            out.write(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public void stop() {
        if (socket != null) {
            socket.close();
        }
    }
}
