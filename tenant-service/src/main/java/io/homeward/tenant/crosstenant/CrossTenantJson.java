package io.homeward.tenant.crosstenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.feed.FeedJson;
import io.homeward.graph.GraphRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cross-tenant access settings as Graph shows them. What Graph lacks stands in the member {@code homeward}. */
final class CrossTenantJson {
    static final String HOMEWARD = "homeward";

    private static final ObjectMapper JSON = FeedJson.mapper();

    private CrossTenantJson() {}

    static ObjectNode shown(Partners.Default kept, ExternalAccess access) {
        ObjectNode node = JSON.createObjectNode().put("@odata.etag", GraphRequest.etag(kept.revision()));
        node.put("isServiceDefault", isServiceDefault(kept, access));
        blocks(node, kept.blocks());
        node.set(
                Blocks.INBOUND_TRUST,
                trust(kept.blocks(), Optional.of(access.mfaTrust().byDefault()), true));
        open(node, Blocks.B2B_INBOUND);
        open(node, Blocks.B2B_OUTBOUND);
        ObjectNode own = node.putObject(HOMEWARD);
        own.put("threshold", access.threshold().wireName()).put("requireRemediated", access.requireRemediated());
        own.set("trustedIssuers", texts(access.trustedIssuers()));
        own.set("withoutEffect", JSON.valueToTree(kept.blocks().withoutEffect()));
        return node;
    }

    static ObjectNode shown(PartnerSetting kept, ExternalAccess access, boolean expanded) {
        TenantId partner = kept.partner();
        ObjectNode node = JSON.createObjectNode().put("@odata.etag", GraphRequest.etag(kept.revision()));
        node.put("tenantId", partner.toString())
                .put("isServiceProvider", kept.serviceProvider())
                .put("isInMultiTenantOrganization", false);
        blocks(node, kept.blocks());
        Optional<Boolean> mfa = access.mfaTrust().notAccepted().contains(partner)
                ? Optional.of(false)
                : Optional.of(true).filter(yes -> access.mfaTrust().accepted().contains(partner));
        boolean said = mfa.isPresent() || kept.blocks().json().has(Blocks.INBOUND_TRUST);
        node.set(Blocks.INBOUND_TRUST, said ? trust(kept.blocks(), mfa, false) : JSON.nullNode());
        node.set(
                Blocks.CONSTRAINTS,
                Optional.ofNullable(kept.blocks().json().get(Blocks.CONSTRAINTS))
                        .orElse(JSON.nullNode()));
        ObjectNode own = node.putObject(HOMEWARD);
        own.put("distrusted", access.distrustedHomes().contains(partner));
        own.set("withoutEffect", JSON.valueToTree(kept.blocks().withoutEffect()));
        if (expanded) {
            node.putNull("identitySynchronization");
        }
        return node;
    }

    private static void blocks(ObjectNode node, Blocks blocks) {
        Blocks.NAMES.forEach(name ->
                node.set(name, Optional.ofNullable(blocks.json().get(name)).orElse(JSON.nullNode())));
    }

    /** Where the tenant has said nothing, everybody is welcome as a guest. */
    private static void open(ObjectNode node, String name) {
        if (node.path(name).isNull()) {
            ObjectNode block = node.putObject(name);
            side(block.putObject("usersAndGroups"), "AllUsers", "user");
            side(block.putObject("applications"), "AllApplications", "application");
        }
    }

    private static void side(ObjectNode side, String target, String type) {
        side.put("accessType", "allowed");
        side.putArray("targets").addObject().put("target", target).put("targetType", type);
    }

    private static ObjectNode trust(Blocks blocks, Optional<Boolean> mfa, boolean whole) {
        Optional<Blocks.InboundTrust> kept = blocks.read(Blocks.INBOUND_TRUST, Blocks.InboundTrust.class);
        ObjectNode trust = JSON.createObjectNode();
        trust.put("isMfaAccepted", mfa.orElse(null));
        Boolean unsaid = whole ? false : null;
        trust.put(
                "isCompliantDeviceAccepted",
                kept.map(Blocks.InboundTrust::isCompliantDeviceAccepted).orElse(unsaid));
        trust.put(
                "isHybridAzureADJoinedDeviceAccepted",
                kept.map(Blocks.InboundTrust::isHybridAzureADJoinedDeviceAccepted)
                        .orElse(unsaid));
        return trust;
    }

    private static boolean isServiceDefault(Partners.Default kept, ExternalAccess access) {
        return kept.blocks().json().isEmpty()
                && access.threshold() == ExternalAccess.BUILT_IN_THRESHOLD
                && !access.mfaTrust().byDefault()
                && !access.requireRemediated()
                && access.trustedIssuers().isEmpty();
    }

    private static JsonNode texts(Set<String> values) {
        List<String> sorted = values.stream().sorted().toList();
        return JSON.valueToTree(sorted);
    }
}
