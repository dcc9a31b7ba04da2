package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Looks in the DNS for the text by which a tenant proves that a domain is its own. It is asked outside any transaction. */
@Singleton
public class VerifyDomain {
    private static final Logger LOG = Logger.getLogger(VerifyDomain.class);
    private static final String PREFIX = "homeward-verification=";
    private static final int PORT = 53;

    private final Domains domains;
    private final DomainSettings settings;
    private final Vertx vertx;

    VerifyDomain(Domains domains, DomainSettings settings, Vertx vertx) {
        this.domains = domains;
        this.settings = settings;
        this.vertx = vertx;
    }

    /** What stands in the TXT record. */
    static String text(Domain domain) {
        return PREFIX + domain.proof();
    }

    /**
     * @throws Refusal {@link Fault#DOMAIN_UNKNOWN}; {@link Fault#INVALID} where the record is not there, or this installation asks no
     *     resolver; {@link Fault#RESOLVER_AWAY}; {@link Fault#DOMAIN_TAKEN}
     */
    public Domain byDns(TenantId tenant, String name, Instant at) {
        Domain domain = domains.get(tenant, name);
        if (domain.verified()) {
            return domains.verify(tenant, name, Domain.Proof.DNS, at); // which finds nothing to do
        }
        String resolver = settings.resolver()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new Refusal(
                        Fault.INVALID,
                        "This installation does not look into the DNS; its operator can vouch for the domain."));
        if (!texts(resolver, name).contains(text(domain))) {
            throw new Refusal(
                    Fault.INVALID,
                    "Domain verification failed: %s has no TXT record '%s' yet.".formatted(name, text(domain)));
        }
        return domains.verify(tenant, name, Domain.Proof.DNS, at);
    }

    private List<String> texts(String resolver, String name) {
        long patience = settings.timeout().toMillis();
        DnsClient dns = vertx.createDnsClient(options(resolver).setQueryTimeout(patience));
        try {
            return dns.resolveTXT(name)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * patience, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DnsException answer && answer.code() == DnsResponseCode.NXDOMAIN) {
                return List.of();
            }
            throw away(resolver, name, e);
        } catch (TimeoutException e) {
            throw away(resolver, name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(resolver, name, e);
        }
    }

    private static DnsClientOptions options(String resolver) {
        int colon = resolver.lastIndexOf(':');
        return colon < 0
                ? new DnsClientOptions().setHost(resolver).setPort(PORT)
                : new DnsClientOptions()
                        .setHost(resolver.substring(0, colon))
                        .setPort(Integer.parseInt(resolver.substring(colon + 1)));
    }

    private static Refusal away(String resolver, String name, Exception e) {
        LOG.warnf("The resolver %s did not answer for %s: %s", resolver, name, e.toString());
        return new Refusal(Fault.RESOLVER_AWAY);
    }
}
