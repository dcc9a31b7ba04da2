package io.homeward.risk.intel;

import io.homeward.intel.SourceKind;
import java.util.Optional;

/** What kind of address somebody comes from. */
public enum AddressFlag {
    /** A Tor exit. */
    TOR,
    /** A VPN, a relay or an open proxy. */
    VPN,
    /** In a data centre, where machines stand and no people sit. */
    HOSTING,
    /** Of a threat actor. */
    THREAT,
    /** On the tenant's own block list. */
    BLOCKED;

    static Optional<AddressFlag> of(SourceKind kind) {
        return switch (kind) {
            case TOR -> Optional.of(TOR);
            case VPN -> Optional.of(VPN);
            case HOSTING -> Optional.of(HOSTING);
            case THREAT -> Optional.of(THREAT);
            case PLACES, NETWORKS, ANONYMITY -> Optional.empty();
        };
    }

    /** Whether who is behind it, and where he is, cannot be seen. */
    public boolean hides() {
        return switch (this) {
            case TOR, VPN, HOSTING -> true;
            case THREAT, BLOCKED -> false;
        };
    }
}
