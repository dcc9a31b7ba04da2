package io.homeward.tenant.guest;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.directory.Profile;
import java.util.UUID;

/**
 * An invitation as whoever sent it sees it, this once with its ticket.
 *
 * @param guest the record made for the invited person
 */
record Invitation(UUID id, PersonId guest, Profile profile, String mail, String redirectUrl, Ticket ticket) {}
