package io.homeward.tenancy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Another service of the suite, called over HTTP with this process's own token. What its answers mean is said by the room that asks; a call
 * blocks, so it is made on a virtual thread.
 */
public final class OtherService {
    private static final String JSON = "application/json";

    private final String name;
    private final String url;
    private final InternalTokens tokens;
    private final HttpClient http;

    /**
     * @param name as its tokens know it, such as {@code risk-service}
     * @param connect how long to wait for a connection
     */
    public OtherService(String name, URI url, InternalTokens tokens, Duration connect) {
        this.name = name;
        this.url = url.toString().replaceAll("/$", "");
        this.tokens = tokens;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .build();
    }

    /** There was no answer in time. Whether what was asked for was done is not known. */
    public static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String why, Exception cause) {
            super(why, cause);
        }
    }

    /**
     * @param path with its query, from the root
     * @param patience how long to wait for the answer
     */
    public HttpResponse<String> get(String path, Duration patience) throws Unanswered {
        return send(to(path, patience).GET());
    }

    public HttpResponse<String> put(String path, String json, Duration patience) throws Unanswered {
        return send(to(path, patience).header("Content-Type", JSON).PUT(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> post(String path, String json, Duration patience) throws Unanswered {
        return send(to(path, patience).header("Content-Type", JSON).POST(BodyPublishers.ofString(json)));
    }

    /** @param gzip the body, compressed already */
    public HttpResponse<String> postCompressed(String path, String type, byte[] gzip, Duration patience)
            throws Unanswered {
        return send(to(path, patience)
                .header("Content-Type", type)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip)));
    }

    private HttpRequest.Builder to(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + tokens.forService(name));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Unanswered {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unanswered(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted", e);
        }
    }
}
