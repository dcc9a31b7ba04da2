package io.homeward.remediation.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Passkeys;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One use of somebody's passkey in a flow: what it signs is the flow's challenge. */
@Singleton
class PresentPasskey {
    private final Credentials credentials;
    private final PersonNotices notices;

    PresentPasskey(Credentials credentials, PersonNotices notices) {
        this.credentials = credentials;
        this.notices = notices;
    }

    /**
     * @param discovered nobody was named to the browser
     * @return what it proves; empty where it proves nothing. The owner of one that has a double is told
     */
    Optional<Passkey> present(
            Handle handle,
            Flow flow,
            PersonId person,
            JsonNode credential,
            boolean discovered,
            Surroundings where,
            Instant now) {
        return switch (credentials.present(
                handle, flow.tenant(), person, credential, flow.challenge(), discovered, now)) {
            case Passkeys.Presentation.Right(var passkey) -> Optional.of(passkey);
            case Passkeys.Presentation.Wrong() -> Optional.empty();
            case Passkeys.Presentation.Cloned(var passkey) -> {
                var notice = Notice.of(Notice.Kind.FACTOR_SUSPECTED, Notice.Thing.PASSKEY, where);
                notices.tell(handle, flow.tenant(), person, notice, now);
                yield Optional.empty();
            }
        };
    }
}
