package io.homeward.accessrules;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory roles this product knows, with their template ids and a rank. Who acts on somebody must rank above him;
 * readers rank above nobody but people without a role.
 */
public enum DirectoryRole {
    GLOBAL_ADMINISTRATOR("62e90394-69f5-4237-9190-012177145e10", 100),
    PRIVILEGED_AUTHENTICATION_ADMINISTRATOR("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", 90),
    SECURITY_ADMINISTRATOR("194ae4cb-b126-40b2-bd5b-6091b380977d", 80),
    CONDITIONAL_ACCESS_ADMINISTRATOR("b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", 70),
    USER_ADMINISTRATOR("fe930be7-5e62-47db-91af-98c3a49a38b1", 60),
    AUTHENTICATION_ADMINISTRATOR("c4e39bd9-1100-46d3-8c65-fb160da0071f", 60),
    SECURITY_OPERATOR("5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", 50),
    HELPDESK_ADMINISTRATOR("729827e3-9c14-49f7-bb1b-9608f156bbb8", 40),
    SECURITY_READER("5d6b6bb7-de71-4623-b4af-96380a352509", 20),
    GLOBAL_READER("f2ef992c-3afb-46b9-b7cf-a126ee74c451", 20),
    DIRECTORY_READERS("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", 10),
    GUEST_INVITER("95e79109-95c0-4d8e-aee3-d01accf2d47b", 10);

    private final UUID id;
    private final int rank;

    DirectoryRole(String id, int rank) {
        this.id = UUID.fromString(id);
        this.rank = rank;
    }

    public RoleId id() {
        return new RoleId(id);
    }

    /** Higher is more powerful; somebody without a role has 0. */
    public int rank() {
        return rank;
    }

    public static Optional<DirectoryRole> of(RoleId id) {
        return Stream.of(values()).filter(role -> role.id.equals(id.value())).findFirst();
    }

    /** The known ones among these; roles we do not know permit nothing. */
    public static Set<DirectoryRole> known(Set<RoleId> ids) {
        return ids.stream().flatMap(id -> of(id).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The highest rank among these. A role we do not know may be as powerful as any, so it ranks with the highest. */
    public static int rankOf(Set<RoleId> ids) {
        return ids.stream()
                .mapToInt(id -> of(id).map(DirectoryRole::rank).orElse(GLOBAL_ADMINISTRATOR.rank))
                .max()
                .orElse(0);
    }
}
