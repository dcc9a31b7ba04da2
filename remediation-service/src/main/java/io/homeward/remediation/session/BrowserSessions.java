package io.homeward.remediation.session;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sessions that a browser carries. The value of its cookie is {@code <tenant>.<session>.<secret>}: it names the session, and 256 random bits of
 * which only the hash is kept prove that this is the browser.
 */
@Singleton
public class BrowserSessions {
    /** Secure, HttpOnly, {@code Path=/}, SameSite=Lax, until the session ends. */
    public static final String COOKIE = "__Host-homeward-session";

    private static final int LONGEST = 200;

    private final TenantDatabase database;
    private final Sessions sessions;

    BrowserSessions(TenantDatabase database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /** @param home the tenant whose person it is */
    public record Known(TenantId home, Session session) {}

    /**
     * From now on it is this browser's; what another was given for the same session is void. In the caller's transaction, bound to the tenant.
     *
     * @return the value of the cookie
     */
    public String mint(Handle handle, TenantId tenant, SessionId session) {
        Secrets.Secret secret = Secrets.next();
        int named = handle.createUpdate("""
                        update session set browser_secret = :hash where tenant_id = :tenant and session_id = :session
                        """)
                .bind("hash", secret.hash())
                .bind("tenant", tenant.value())
                .bind("session", session.value())
                .execute();
        if (named != 1) {
            throw new IllegalStateException("There is no session " + session);
        }
        return tenant + "." + session + "." + secret.text();
    }

    /** Where the session of a cookie would be; nothing is proven by it. */
    public static Optional<TenantId> homeOf(String cookie) {
        try {
            return Optional.of(TenantId.of(cookie.split("\\.", 2)[0]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The session of a cookie, where it goes on; empty for whatever else the value is. */
    public Optional<Known> verify(String cookie, Instant now) {
        String[] parts = cookie.length() > LONGEST ? new String[0] : cookie.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        TenantId tenant;
        SessionId id;
        try {
            tenant = TenantId.of(parts[0]);
            id = SessionId.of(parts[1]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] given = Secrets.hash(parts[2]).getBytes(StandardCharsets.US_ASCII);
        return database.in(tenant, handle -> sessions.browserSecret(handle, tenant, id)
                .filter(kept -> MessageDigest.isEqual(given, kept.getBytes(StandardCharsets.US_ASCII)))
                .flatMap(kept -> sessions.live(handle, tenant, id, now))
                .map(session -> new Known(tenant, session)));
    }
}
