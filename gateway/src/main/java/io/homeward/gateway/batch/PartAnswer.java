package io.homeward.gateway.batch;

import java.util.Map;

/** What one part was answered. Its body is shared and not to be written to. */
public final class PartAnswer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /** @param body of no length where there is none */
    public PartAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** Whether what depends on it is not sent. */
    boolean failed() {
        return status >= 400;
    }
}
