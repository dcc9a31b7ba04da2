package io.homeward.remediation.method;

import io.homeward.vault.Sealed;

/** What somebody is adding to his factors, on his own page. */
public sealed interface FactorInMaking {

    /** @param sealedSeed for this person only; becomes a factor when a code of it is shown */
    record App(Sealed sealedSeed) implements FactorInMaking {}

    /** @param challenge which an authenticator has to sign; good once */
    record Key(String challenge) implements FactorInMaking {}

    /** @param sealedCodes for this person only, until he says that he has kept them */
    record Codes(Sealed sealedCodes) implements FactorInMaking {}
}
