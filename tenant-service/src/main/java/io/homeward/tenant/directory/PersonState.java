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
 */
record PersonState(
        PersonId id,
        TenantId tenant,
        String userPrincipalName,
        String displayName,
        Optional<String> mail,
        boolean accountEnabled,
        boolean deleted,
        List<String> roles,
        List<String> groups,
        String userType,
        Instant createdAt) {

    static PersonState of(Person person) {
        Profile profile = person.profile();
        return new PersonState(
                person.id(),
                person.tenant(),
                profile.userPrincipalName(),
                profile.displayName(),
                Optional.ofNullable(profile.mail()),
                profile.accountEnabled(),
                person.deleted(),
                person.deleted() ? List.of() : texts(person.roles()),
                person.deleted() ? List.of() : texts(person.groups()),
                profile.userType().wire(),
                person.createdAt());
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }
}
