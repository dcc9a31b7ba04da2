package io.homeward.tenant.policy;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Strength;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What the authentication strengths that policies name come to: the three that everybody has, under the ids that scripts know, and the
 * tenant's own.
 *
 * @param own the kinds of factors that satisfy each
 * @param otherwise what satisfies one that is not in the book
 */
public record StrengthBook(Map<UUID, Set<FactorKind>> own, Set<FactorKind> otherwise) {
    private static final Map<UUID, Strength> BUILT_IN = Map.of(
            UUID.fromString("00000000-0000-0000-0000-000000000002"), Strength.ANY_MFA,
            UUID.fromString("00000000-0000-0000-0000-000000000003"), Strength.PASSWORDLESS,
            UUID.fromString("00000000-0000-0000-0000-000000000004"), Strength.PHISHING_RESISTANT);

    /** For reading a policy whose ids are checked later. */
    static final StrengthBook UNCHECKED = new StrengthBook(Map.of(), Set.of(FactorKind.values()));

    public StrengthBook {
        own = Map.copyOf(own);
        otherwise = Set.copyOf(otherwise);
    }

    public static boolean isBuiltIn(UUID id) {
        return BUILT_IN.containsKey(id);
    }

    public static StrengthBook of(Handle handle, TenantId tenant) {
        return new StrengthBook(
                handle
                        .createQuery(
                                "select strength_id, combinations from authentication_strength where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map((row, context) -> Map.entry(row.getObject("strength_id", UUID.class), kinds((String[])
                                row.getArray("combinations").getArray())))
                        .list()
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
                Set.of());
    }

    /** The kinds of factors here that satisfy at least one of these. */
    public static Set<FactorKind> kinds(String... combinations) {
        return Arrays.stream(combinations)
                .flatMap(combination -> FactorKind.satisfying(combination).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The demand with this strength. */
    Grant demand(Grant grant, UUID strength) {
        return Stream.ofNullable(BUILT_IN.get(strength))
                .map(grant::with)
                .findFirst()
                .orElseGet(() -> grant.accepting(own.getOrDefault(strength, otherwise)));
    }
}
