package io.homeward.bench.speed;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.bench.stage.ServiceUnderTest;
import io.homeward.tenancy.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to the service, and the tokens of those who send through them. */
final class Senders implements AutoCloseable {
    private static final String PATH = "/v1/signIns";
    private static final long RENEWED_NANOS = 30_000_000_000L;

    private record Token(String text, long made) {}

    private final ServiceUnderTest service;
    private final List<Wire> all = new ArrayList<>();
    private final BlockingQueue<Wire> idle;
    private final Map<TenantId, Token> tokens = new ConcurrentHashMap<>();

    Senders(ServiceUnderTest service, int connections) throws IOException {
        this.service = service;
        this.idle = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            var wire = new Wire(service.port());
            all.add(wire);
            idle.add(wire);
        }
    }

    /** Waits for a connection, then for the answer. */
    Wire.Answer send(TenantId tenant, byte[] signIn) throws IOException, InterruptedException {
        Wire wire = idle.take();
        try {
            return wire.post(PATH, token(tenant), signIn);
        } finally {
            idle.add(wire);
        }
    }

    private String token(TenantId tenant) {
        return tokens.compute(
                        tenant,
                        (key, known) -> known != null && System.nanoTime() - known.made < RENEWED_NANOS
                                ? known
                                : new Token(
                                        service.token(new Caller.Application(
                                                new ApplicationId(UUID.randomUUID()),
                                                tenant,
                                                Set.of("IdentityRiskEvent.ReadWrite.All"))),
                                        System.nanoTime()))
                .text();
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : all) {
            wire.close();
        }
    }
}
