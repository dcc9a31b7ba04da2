package io.homeward.tenant;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory roles that can be assigned and delegated. Those of {@link DirectoryRole} carry rights in this suite; the others are known
 * by name, because relationships and policies of other systems speak of them, and permit nothing here.
 */
public final class RoleCatalogue {
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"),
            Map.entry("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator"),
            Map.entry("158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator"),
            Map.entry("fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"),
            Map.entry("966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator"),
            Map.entry("29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"),
            Map.entry("f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"),
            Map.entry("69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator"),
            Map.entry("3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator"),
            Map.entry("b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"),
            Map.entry("f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"),
            Map.entry("17315797-102d-40b4-93e0-432062caca18", "Compliance Administrator"),
            Map.entry("7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator"),
            Map.entry("4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator"),
            Map.entry("790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"),
            Map.entry("4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"),
            Map.entry("8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator"),
            Map.entry("9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers"));

    private static final Map<RoleId, Definition> ALL = Stream.concat(
                    Stream.of(DirectoryRole.values()).map(role -> new Definition(role.id(), name(role))),
                    ELSEWHERE.entrySet().stream()
                            .map(entry -> new Definition(RoleId.of(entry.getKey()), entry.getValue())))
            .collect(Collectors.toUnmodifiableMap(Definition::id, definition -> definition));

    private RoleCatalogue() {}

    public record Definition(RoleId id, String displayName) {}

    public static List<Definition> all() {
        return ALL.values().stream()
                .sorted(Comparator.comparing(Definition::displayName))
                .toList();
    }

    public static Optional<Definition> find(RoleId id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** A role by its id in an address. @throws Refusal {@link Fault#ROLE_UNKNOWN} */
    public static Definition get(String text) {
        try {
            return find(RoleId.of(text)).orElseThrow(() -> new Refusal(Fault.ROLE_UNKNOWN));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.ROLE_UNKNOWN);
        }
    }

    /** @throws Refusal {@link Fault#INVALID} where the text names no role */
    public static RoleId role(String text) {
        try {
            RoleId id = RoleId.of(text);
            if (ALL.containsKey(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // refused below, like an id of no role
        }
        throw new Refusal(Fault.INVALID, "roleDefinitionId '%s' is not the id of a directory role.".formatted(text));
    }

    private static String name(DirectoryRole role) {
        return Stream.of(role.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
