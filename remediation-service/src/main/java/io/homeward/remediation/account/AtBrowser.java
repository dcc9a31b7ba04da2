package io.homeward.remediation.account;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.refusal.Rejection;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.session.BrowserSessions;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/** Whoever sits at the browser of the present request. */
@RequestScoped
class AtBrowser {
    private final CurrentVertxRequest current;
    private final BrowserSessions browsers;
    private final EdgeSettings edge;

    AtBrowser(CurrentVertxRequest current, BrowserSessions browsers, EdgeSettings edge) {
        this.current = current;
        this.browsers = browsers;
        this.edge = edge;
    }

    /** Empty without a session that goes on, in this tenant. */
    Optional<AccountHolder> known(TenantId tenant, Instant now) {
        return cookie().flatMap(value -> browsers.verify(value, now))
                .map(known -> new AccountHolder(known.home(), known.session()))
                .filter(known -> known.home().equals(tenant));
    }

    /** What our own pages send back with every form: made from what the browser keeps of its session, so nobody else can say it. */
    String formToken() {
        return cookie().map(value -> value.substring(value.lastIndexOf('.') + 1))
                .flatMap(BrowserSecret::parse)
                .map(secret -> secret.tokenFor("account"))
                .orElse("");
    }

    private Optional<String> cookie() {
        return Optional.ofNullable(request().getCookie(BrowserSessions.COOKIE)).map(Cookie::getValue);
    }

    /** @throws GraphRefusal 401 without a session that goes on, in this tenant */
    AccountHolder holder(TenantId tenant, Instant now) {
        return known(tenant, now)
                .orElseThrow(() -> new GraphRefusal(Rejection.of(
                        401, "sign-in-needed", "Nobody is signed in here", "Sign in to see your account.")));
    }

    /**
     * The same for what changes something: by Fetch Metadata, which no script can forge; browsers without it say an origin with every post.
     *
     * @throws Refusal 403 where no page of ours sent it
     */
    AccountHolder actor(TenantId tenant, Instant now) {
        String home = edge.url().getScheme() + "://" + edge.url().getAuthority();
        boolean own = header("Sec-Fetch-Site")
                .map("same-origin"::equals)
                .orElseGet(() -> header("Origin").filter(home::equals).isPresent());
        if (!own) {
            throw new Refusal(Fault.NOT_ALLOWED, "This was not sent by a page of ours.");
        }
        return holder(tenant, now);
    }

    Surroundings where() {
        return new Surroundings(
                new Origin(
                        header("Homeward-Client-Ip").flatMap(IpAddress::parse),
                        header("Homeward-Client-Country").flatMap(CountryCode::parse)),
                header("User-Agent").flatMap(Platform::ofUserAgent),
                Optional.empty());
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request().getHeader(name));
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
