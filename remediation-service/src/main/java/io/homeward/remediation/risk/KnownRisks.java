package io.homeward.remediation.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/** What risk-service said last about each person: all there is to go by while it is away (H17). */
@Singleton
public class KnownRisks {

    /** {@link UserRisk#CLEAR} where it never said anything: a member is not locked out for want of an answer. */
    public UserRisk lastKnown(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("select document from known_risk where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne()
                .map(KnownRisks::read)
                .orElse(UserRisk.CLEAR);
    }

    /** Answers may overtake each other; an older epoch never replaces a newer one. */
    public void remember(Handle handle, TenantId tenant, PersonId person, UserRisk risk, Instant now) {
        handle.createUpdate("""
                        insert into known_risk (tenant_id, person_id, document, at)
                        values (:tenant, :person, cast(:document as jsonb), :now)
                        on conflict (tenant_id, person_id) do update set document = excluded.document, at = excluded.at
                        where (known_risk.document ->> 'riskEpoch')::bigint <= (excluded.document ->> 'riskEpoch')::bigint
                            and known_risk.at <= excluded.at
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("document", write(risk))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static UserRisk read(String document) {
        try {
            return FeedJson.mapper().readValue(document, UserRisk.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept user risk cannot be read", e);
        }
    }

    private static String write(UserRisk risk) {
        try {
            return FeedJson.mapper().writeValueAsString(risk);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A user risk cannot be written", e);
        }
    }
}
