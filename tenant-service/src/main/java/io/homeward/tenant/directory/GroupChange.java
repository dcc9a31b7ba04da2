package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import java.util.Optional;

/**
 * What a delta tells of a group in one item: the group as it is now, or somebody who came into it or left it.
 *
 * @param member who; empty where the item is about the group itself
 */
record GroupChange(Group group, Optional<Member> member) {

    /** @param left whether he is in it no longer, also because he was deleted */
    record Member(PersonId id, boolean left) {}
}
