package io.homeward.accessrules.situations;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.DetectionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The cast of the tables. Everybody has a name; ids are made from names, so that a table never shows a UUID. */
public final class Ids {
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    public static final Instant FLOW_BEGAN = NOW.minusSeconds(120);

    public static final TenantId HOME = tenant("home");
    public static final TenantId CUSTOMER = tenant("customer");
    public static final TenantId RESELLER = tenant("reseller");
    public static final PersonId HE = person("he");
    public static final PersonId SOMEBODY_ELSE = person("somebody else");
    public static final GroupId HIS_GROUP = new GroupId(uuid("his group"));
    public static final GroupId OTHER_GROUP = new GroupId(uuid("other group"));
    public static final ApplicationId APPLICATION = new ApplicationId(uuid("application"));
    public static final ApplicationId OTHER_APPLICATION = new ApplicationId(uuid("other application"));
    public static final WaiverId WAIVER = new WaiverId(uuid("waiver"));

    private static final Map<String, DirectoryRole> ROLES = Map.of(
            "global administrator", DirectoryRole.GLOBAL_ADMINISTRATOR,
            "security administrator", DirectoryRole.SECURITY_ADMINISTRATOR,
            "security operator", DirectoryRole.SECURITY_OPERATOR,
            "security reader", DirectoryRole.SECURITY_READER,
            "user administrator", DirectoryRole.USER_ADMINISTRATOR,
            "authentication administrator", DirectoryRole.AUTHENTICATION_ADMINISTRATOR,
            "helpdesk administrator", DirectoryRole.HELPDESK_ADMINISTRATOR,
            "directory readers", DirectoryRole.DIRECTORY_READERS);

    private Ids() {}

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static TenantId tenant(String name) {
        return new TenantId(uuid("tenant " + name));
    }

    public static PersonId person(String name) {
        return new PersonId(uuid("person " + name));
    }

    public static PolicyId policy(int number) {
        return new PolicyId(uuid("policy " + number));
    }

    public static DetectionId detection(String name) {
        return new DetectionId(uuid("detection " + name));
    }

    /** A role that {@link DirectoryRole} knows, by its name in the tables; any other name is a role it does not know. */
    public static RoleId role(String name) {
        var known = ROLES.get(name);
        return known == null ? new RoleId(uuid("role " + name)) : known.id();
    }
}
