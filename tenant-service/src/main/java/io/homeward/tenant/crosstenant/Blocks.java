package io.homeward.tenant.crosstenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Graph's blocks of a cross-tenant access setting, as they are kept: each read strictly when it is written, so that what is stored is known to
 * be of its shape. A block that was never set, or was set to null, is absent: then the default holds.
 *
 * @param json the blocks that are set, by Graph's names
 */
record Blocks(ObjectNode json) {
    static final String INBOUND_TRUST = "inboundTrust";
    static final String B2B_INBOUND = "b2bCollaborationInbound";
    static final String B2B_OUTBOUND = "b2bCollaborationOutbound";
    static final String CONSTRAINTS = "serviceProviderConstraints";

    private static final String MFA = "isMfaAccepted";
    private static final ObjectMapper JSON = FeedJson.mapper();
    private static final int MOST_TARGETS = 200;
    private static final Set<String> WORDS = Set.of("AllUsers", "AllApplications", "Office365");

    private static final Map<String, Class<?>> KNOWN = Map.of(
            INBOUND_TRUST,
            InboundTrust.class,
            B2B_INBOUND,
            Collaboration.class,
            B2B_OUTBOUND,
            Collaboration.class,
            "b2bDirectConnectInbound",
            Collaboration.class,
            "b2bDirectConnectOutbound",
            Collaboration.class,
            "tenantRestrictions",
            Collaboration.class,
            "automaticUserConsentSettings",
            Consent.class,
            CONSTRAINTS,
            Constraints.class);

    /** Shown in this order. */
    static final List<String> NAMES = List.of(
            INBOUND_TRUST,
            B2B_INBOUND,
            B2B_OUTBOUND,
            "b2bDirectConnectInbound",
            "b2bDirectConnectOutbound",
            "tenantRestrictions",
            "automaticUserConsentSettings");

    /** @param isMfaAccepted kept in the tenant's rules, not here (D16) */
    record InboundTrust(
            @Nullable Boolean isMfaAccepted,
            @Nullable Boolean isCompliantDeviceAccepted,
            @Nullable Boolean isHybridAzureADJoinedDeviceAccepted) {}

    record Target(@Nullable String target, @Nullable String targetType) {}

    record Targets(@Nullable String accessType, @Nullable List<Target> targets) {
        boolean blocked() {
            return "blocked".equals(accessType)
                    && (targets == null || targets.stream().anyMatch(one -> "AllUsers".equals(one.target())));
        }
    }

    record Collaboration(
            @Nullable Targets usersAndGroups, @Nullable Targets applications) {}

    record Consent(
            @Nullable Boolean inboundAllowed, @Nullable Boolean outboundAllowed) {}

    record Constraints(@Nullable List<String> allowedRoleTemplateIds) {}

    static Blocks none() {
        return new Blocks(JSON.createObjectNode());
    }

    static Blocks stored(String text) {
        try {
            return new Blocks((ObjectNode) JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as cross-tenant access cannot be read", e);
        }
    }

    /**
     * With what a caller has sent: a block that is there replaces the present one, null takes it away, what is absent stays; of inboundTrust
     * single members may be sent.
     *
     * @throws Refusal {@link Fault#INVALID} naming the block
     */
    Blocks with(ObjectNode sent) {
        ObjectNode merged = json.deepCopy();
        KNOWN.forEach((name, type) -> {
            if (sent.has(name)) {
                if (sent.get(name).isNull()) {
                    merged.remove(name);
                } else {
                    merged.set(name, checked(name, sent.get(name), type));
                }
            }
        });
        if (sent.path(INBOUND_TRUST) instanceof ObjectNode && json.get(INBOUND_TRUST) instanceof ObjectNode before) {
            ObjectNode both = before.deepCopy();
            both.setAll(withoutNulls((ObjectNode) merged.get(INBOUND_TRUST)));
            merged.set(INBOUND_TRUST, both);
        }
        if (merged.get(INBOUND_TRUST) instanceof ObjectNode trust) {
            trust.remove(MFA);
        }
        return new Blocks(merged);
    }

    /**
     * What was sent about MFA of elsewhere: nothing, or that nothing is to be said, or yes or no.
     *
     * @throws Refusal {@link Fault#INVALID}
     */
    static Optional<Optional<Boolean>> mfa(ObjectNode sent) {
        JsonNode trust = sent.path(INBOUND_TRUST);
        if (trust.isNull()) {
            return Optional.of(Optional.empty());
        }
        JsonNode accepted = trust.path(MFA);
        if (accepted.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(accepted.isNull() ? Optional.empty() : Optional.of(flag(MFA, accepted)));
    }

    /** @throws Refusal {@link Fault#INVALID} where it is no flag */
    static boolean flag(String name, JsonNode value) {
        if (!value.isBoolean()) {
            throw new Refusal(Fault.INVALID, "'%s' is true or false.".formatted(name));
        }
        return value.booleanValue();
    }

    /** @return empty where the block is not set */
    <T> Optional<T> read(String name, Class<T> type) {
        JsonNode block = json.get(name);
        try {
            return block == null ? Optional.empty() : Optional.of(JSON.treeToValue(block, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as " + name + " cannot be read", e);
        }
    }

    /** What is kept, because callers send it, and changes nothing here. */
    List<String> withoutEffect() {
        var names = new ArrayList<String>();
        read(INBOUND_TRUST, InboundTrust.class).ifPresent(trust -> {
            if (Boolean.TRUE.equals(trust.isCompliantDeviceAccepted())) {
                names.add(INBOUND_TRUST + "/isCompliantDeviceAccepted");
            }
            if (Boolean.TRUE.equals(trust.isHybridAzureADJoinedDeviceAccepted())) {
                names.add(INBOUND_TRUST + "/isHybridAzureADJoinedDeviceAccepted");
            }
        });
        NAMES.stream()
                .filter(name -> !name.equals(INBOUND_TRUST) && !name.startsWith("b2bCollaboration"))
                .filter(json::has)
                .forEach(names::add);
        return names;
    }

    private static ObjectNode checked(String name, JsonNode sent, Class<?> type) {
        try {
            Object block = JSON.treeToValue(sent, type);
            switch (block) {
                case Collaboration collaboration -> {
                    check(name, collaboration.usersAndGroups());
                    check(name, collaboration.applications());
                }
                case Constraints constraints -> check(name, constraints);
                default -> {
                    // nothing but flags
                }
            }
            return withoutNulls(JSON.<ObjectNode>valueToTree(block));
        } catch (JsonProcessingException e) {
            throw new Refusal(Fault.INVALID, "'%s' is not of the shape that Graph has for it.".formatted(name));
        }
    }

    private static void check(String name, @Nullable Targets targets) {
        if (targets == null) {
            return;
        }
        boolean known =
                targets.accessType() != null && Set.of("allowed", "blocked").contains(targets.accessType());
        if (!known) {
            throw new Refusal(Fault.INVALID, "accessType in '%s' is allowed or blocked.".formatted(name));
        }
        List<Target> all = targets.targets() == null ? List.of() : targets.targets();
        if (all.size() > MOST_TARGETS) {
            throw new Refusal(Fault.INVALID, "'%s' names at most %d targets.".formatted(name, MOST_TARGETS));
        }
        for (@Nullable Target one : all) {
            boolean good = one != null
                    && one.target() != null
                    && (WORDS.contains(one.target()) || isId(one.target()))
                    && one.targetType() != null
                    && Set.of("user", "group", "application").contains(one.targetType());
            if (!good) {
                throw new Refusal(
                        Fault.INVALID,
                        "A target in '%s' is an id, AllUsers, AllApplications or Office365, of type user, group or application."
                                .formatted(name));
            }
        }
    }

    private static void check(String name, Constraints constraints) {
        List<String> roles = constraints.allowedRoleTemplateIds();
        if (roles != null && (roles.size() > MOST_TARGETS || !roles.stream().allMatch(Blocks::isId))) {
            throw new Refusal(
                    Fault.INVALID,
                    "allowedRoleTemplateIds in '%s' are ids of roles, at most %d.".formatted(name, MOST_TARGETS));
        }
    }

    private static boolean isId(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ObjectNode withoutNulls(ObjectNode node) {
        var nulls = new ArrayList<String>();
        node.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                nulls.add(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner) {
                withoutNulls(inner);
            }
        });
        nulls.forEach(node::remove);
        return node;
    }
}
