package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the feed {@code people} says of one: {@code src/main/contract/examples/feed-people.json}. Somebody who was deleted stays in the feed,
 * without roles and groups, so that nobody takes his absence for a gap.
 *
 * @param otherMails addresses like {@code mail}: where he is told of changes to his account
 * @param preferredLanguage in which he is told
 * @param guest of somebody invited from another tenant (D11)
 * @param predecessors accounts of the same tenant whose open standing he inherits, the highest of them (D25)
 */
record PersonState(
        PersonId id,
        TenantId tenant,
        String userPrincipalName,
        String displayName,
        Optional<String> mail,
        List<String> otherMails,
        Optional<String> preferredLanguage,
        boolean accountEnabled,
        boolean deleted,
        List<String> roles,
        List<String> groups,
        String userType,
        Instant createdAt,
        Optional<Invited> guest,
        List<String> predecessors) {

    /**
     * @param homeTenant absent until he accepted, like {@code homePerson}
     * @param state {@code PendingAcceptance} or {@code Accepted}
     */
    record Invited(Optional<TenantId> homeTenant, Optional<PersonId> homePerson, String state) {
        static Invited of(Guest guest) {
            return new Invited(
                    guest.home().map(Guest.Home::tenant),
                    guest.home().map(Guest.Home::person),
                    guest.state().wire());
        }
    }

    static PersonState of(Person person) {
        Profile profile = person.profile();
        return new PersonState(
                person.id(),
                person.tenant(),
                profile.userPrincipalName(),
                profile.displayName(),
                Optional.ofNullable(profile.text(ProfileText.MAIL)),
                profile.otherMails(),
                Optional.ofNullable(profile.text(ProfileText.PREFERRED_LANGUAGE)),
                profile.accountEnabled(),
                person.deleted(),
                person.deleted() ? List.of() : texts(person.roles()),
                person.deleted() ? List.of() : texts(person.groups()),
                profile.userType().wire(),
                person.createdAt(),
                person.guest().map(Invited::of),
                texts(person.predecessors()));
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }
}
