package io.homeward.tenant.policy;

import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.LintFacts;
import io.homeward.accessrules.review.Remark;
import io.homeward.accessrules.review.RulesLint;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What is probably not meant in a tenant's rules. It never hinders anybody from saving, with one exception: a change after which no
 * administrator could sign in is refused unless its author says that he wants it ({@code Prefer: homeward.allow-lockout}).
 */
@Singleton
public class Lint {
    private final TenantDatabase database;
    private final Clock clock;

    Lint(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of all rules. */
    List<Remark> remarks(TenantId tenant) {
        return database.in(tenant, handle -> remarks(handle, tenant, Publication.of(handle, tenant), clock.instant()));
    }

    /** Of all rules, those that concern this policy. */
    List<Remark> about(TenantId tenant, PolicyId policy) {
        return remarks(tenant).stream()
                .filter(remark -> remark.policies().contains(policy))
                .toList();
    }

    /** @throws Refusal {@link Fault#LOCKS_OUT} where the rules that are now in this transaction let no administrator in, and those before did */
    static void refuseLockout(OpenRules open, TenantRules before) {
        TenantRules after = Publication.of(open.handle(), open.tenant());
        Instant now = open.author().at();
        Optional<Remark> lockout = lockout(remarks(open.handle(), open.tenant(), after, now));
        if (lockout.isPresent()
                && lockout(remarks(open.handle(), open.tenant(), before, now)).isEmpty()) {
            throw new Refusal(
                    Fault.LOCKS_OUT,
                    "%s %s To save it all the same, send 'Prefer: %s'."
                            .formatted(lockout.get().message(), lockout.get().advice(), Authorship.ALLOW_LOCKOUT));
        }
    }

    private static Optional<Remark> lockout(List<Remark> remarks) {
        return remarks.stream()
                .filter(remark -> remark.kind() == Remark.Kind.ADMINISTRATORS_LOCKED_OUT)
                .findFirst();
    }

    private static List<Remark> remarks(Handle handle, TenantId tenant, TenantRules rules, Instant now) {
        var named = io.homeward.accessrules.policy.Mentions.of(rules.policies());
        return RulesLint.remarks(
                rules,
                new LintFacts(
                        Subjects.administrators(handle, tenant).stream()
                                .map(one -> new LintFacts.Administrator(one.subject(), Optional.empty()))
                                .toList(),
                        Subjects.of(handle, tenant, rules.breakGlass()).stream()
                                .map(Subjects.Known::subject)
                                .toList(),
                        KnownIds.among(handle, tenant, named),
                        reportOnlyFor(handle, tenant, now)));
    }

    /** Since its last change, which is at least as long as it has been in this mode unchanged. */
    private static Map<PolicyId, Duration> reportOnlyFor(Handle handle, TenantId tenant, Instant now) {
        return handle
                .createQuery("""
                        select policy_id, coalesce(modified_at, created_at) as since from conditional_access_policy
                        where tenant_id = :tenant and deleted_at is null and state = :state""")
                .bind("tenant", tenant.value())
                .bind("state", Policy.State.REPORT_ONLY.wireName())
                .map((row, context) -> Map.entry(
                        new PolicyId(row.getObject("policy_id", UUID.class)),
                        Duration.between(row.getTimestamp("since").toInstant(), now)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
