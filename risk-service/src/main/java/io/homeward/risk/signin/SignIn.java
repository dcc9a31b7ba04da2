package io.homeward.risk.signin;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.intel.Locality;
import io.homeward.risk.intel.Enrichment;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to sign in, as its source tells it. Empty texts are unknown.
 *
 * @param id the source's id; with {@code at} it tells the sign-in from every other of its tenant
 * @param at when it happened, to the microsecond
 * @param person whose account it says it is about; the directory decides whether there is such a person
 * @param userName the name that was tried, in lower case
 * @param session what it began or used, {@link Session#NONE} where the source does not say
 * @param attempts how many tries the source has put into this one record; at least 1
 * @param enrichment what is known here about where and with what it was made; {@link Enrichment#NONE} until it is taken in
 */
public record SignIn(
        String id,
        Instant at,
        Optional<PersonId> person,
        String userName,
        String applicationId,
        String applicationName,
        String clientApp,
        boolean interactive,
        String correlationId,
        Optional<IpAddress> address,
        Place place,
        Device device,
        Session session,
        Outcome outcome,
        int attempts,
        Enrichment enrichment) {

    /** How far off its coordinates may be, by whoever knows: the database that placed it, else what is usual of a city. */
    public int radiusKm() {
        return enrichment.placedBy() == Enrichment.PlacedBy.DATABASE
                ? enrichment.place().radiusKm()
                : Locality.CITY_KM;
    }

    /** The same sign-in, of this person or of nobody we know. */
    public SignIn of(Optional<PersonId> known) {
        return with(known, place, outcome, enrichment);
    }

    /** Whether nobody was asked for a secret: a session that had been issued before was used. */
    public boolean usesSession() {
        return !interactive && session.named();
    }

    public SignIn enriched(Enrichment found, Place foundPlace) {
        return with(person, foundPlace, outcome, found);
    }

    /** The same sign-in, which has ended otherwise. */
    public SignIn ended(Outcome end) {
        return with(person, place, end, enrichment);
    }

    private SignIn with(Optional<PersonId> known, Place where, Outcome end, Enrichment found) {
        return new SignIn(
                id,
                at,
                known,
                userName,
                applicationId,
                applicationName,
                clientApp,
                interactive,
                correlationId,
                address,
                where,
                device,
                session,
                end,
                attempts,
                found);
    }
}
