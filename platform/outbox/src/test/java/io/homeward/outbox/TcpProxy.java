package io.homeward.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A line between two parties that a test can cut, close or make silent. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean closed;
    private volatile boolean refusing;
    private volatile boolean silent;

    TcpProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Ends all present connections. */
    void cut() {
        cuts.incrementAndGet();
        open.forEach(TcpProxy::shut);
    }

    /** Ends the connection over which so many more bytes have come back. */
    void cutAfter(long bytes) {
        cutAfter.set(bytes);
    }

    int cuts() {
        return cuts.get();
    }

    /** Ends all connections and takes no new ones. */
    void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cut();
        }
    }

    /** Keeps connections open, but nothing passes any more in either direction: what passed meanwhile is lost with its connection. */
    void silence(boolean on) {
        silent = on;
        if (!on) {
            cut();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = server.accept();
                if (refusing) {
                    shut(near);
                    continue;
                }
                var far = new Socket();
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far, false));
                Thread.ofVirtual().start(() -> pump(far, near, true));
            } catch (IOException e) {
                if (closed) {
                    return;
                }
            }
        }
    }

    private void pump(Socket from, Socket to, boolean back) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (silent) {
                    continue;
                }
                if (back && cutAfter.addAndGet(-read) < 0) {
                    cutAfter.set(Long.MAX_VALUE);
                    cuts.incrementAndGet();
                    out.write(buffer, 0, read / 2);
                    break;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // A cut line: both ends are closed below.
            closed |= server.isClosed();
        } finally {
            shut(from);
            shut(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void shut(Socket socket) {
        try (socket) {
            // No farewell: the other side sees a reset, as when a machine dies.
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The other direction closed it just before.
            assert socket.isClosed();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        cut();
    }
}
