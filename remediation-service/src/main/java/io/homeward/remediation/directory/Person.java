package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody in a tenant's directory, as the feed {@code people} tells it.
 *
 * @param roles directory roles held in that tenant
 * @param userType Graph's; {@code Member} where the feed says nothing
 * @param guest where he was invited from another tenant; his account is there, and nothing of his is used to sign in here (D11)
 * @param mail an address that the directory vouches for, like {@code otherMails}
 * @param preferredLanguage in which he reads
 * @param deleted soft-deleted: the record stays, nobody signs in
 */
public record Person(
        PersonId id,
        TenantId tenant,
        String userPrincipalName,
        String displayName,
        boolean accountEnabled,
        boolean deleted,
        Set<RoleId> roles,
        Set<GroupId> groups,
        Optional<String> userType,
        Optional<Guest> guest,
        Optional<String> mail,
        List<String> otherMails,
        Optional<String> preferredLanguage) {

    private static final int MOST_ADDRESSES = 5;

    /** What the feed says of an invitation, as far as it matters here. */
    public record Guest(String state) {}

    public Person {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(userPrincipalName, "userPrincipalName");
        requireNonNull(displayName, "displayName");
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        userType = requireNonNullElse(userType, Optional.empty());
        guest = requireNonNullElse(guest, Optional.empty());
        mail = requireNonNullElse(mail, Optional.empty());
        otherMails = List.copyOf(requireNonNullElse(otherMails, List.of())); // a feed of an earlier version has none
        preferredLanguage = requireNonNullElse(preferredLanguage, Optional.empty());
    }

    public boolean mayExist() {
        return accountEnabled && !deleted;
    }

    /** Whether his account is this tenant's own. */
    public boolean signsInHere() {
        return guest.isEmpty();
    }

    /** His confirmed addresses, each once, whatever the case it is written in: {@code mail} first. */
    public List<String> addresses() {
        var seen = new HashSet<String>();
        return Stream.concat(mail.stream(), otherMails.stream())
                .filter(address -> seen.add(address.toLowerCase(Locale.ROOT)))
                .limit(MOST_ADDRESSES)
                .toList();
    }

    /** Where he can read a message while he cannot sign in: an address beside that of his account, where there is one. */
    public List<String> recoveryAddresses() {
        List<String> beside = addresses().stream()
                .filter(address -> !address.equalsIgnoreCase(mail.orElse("")))
                .toList();
        return beside.isEmpty() ? addresses() : beside;
    }

    /** As the policies of the person's own tenant see him. */
    public Subject asMember() {
        return Subject.member(id, groups, roles);
    }
}
