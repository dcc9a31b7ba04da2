package io.homeward.gateway.route;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The segments of Graph paths that are words and not somebody's id. Graph does not care how they are capitalised and scripts do not either; the
 * services behind know one way. A word that is missing here has to be written as it is published.
 */
final class GraphWords {
    private static final Map<String, String> WORDS = Stream.of(
                    "accessAssignments addPassword appRoleAssignments applications auditLogs authentication authenticationMethods authenticationStrength",
                    "authenticationStrengthPolicies authenticationStrengths checkMemberGroups checkMemberObjects conditionalAccess confirm",
                    "conditionalAccessPolicies confirmCompromised confirmSafe crossTenantAccessPolicy default delegatedAdminCustomers",
                    "delegatedAdminRelationships deletedItems delta directory directoryAudits directoryObjects directoryRoles dismiss domains",
                    "evaluate fido2Methods getByIds getMemberGroups getMemberObjects groups history identity identityProtection identityProviders invitations",
                    "manager me memberOf members methods namedLocations operations organization owners partners passwordMethods policies",
                    "removePassword renewRecoveryCodes reports requests resetPassword resetToSystemDefault restore revokeSignInSessions riskDetections riskyUsers",
                    "roleAssignments roleDefinitions roleManagement serviceManagementDetails servicePrincipals signIns softwareOathMethods templates",
                    "temporaryAccessPassMethods",
                    "tenantRelationships transitiveMemberOf transitiveMembers userRegistrationDetails users usersRegisteredByFeature usersRegisteredByMethod verificationDnsRecords verify")
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toUnmodifiableMap(word -> word.toLowerCase(Locale.ROOT), Function.identity()));

    private GraphWords() {}

    /** The word as it is published, where it is one. */
    static String published(String segment) {
        return WORDS.getOrDefault(segment.toLowerCase(Locale.ROOT), segment);
    }
}
