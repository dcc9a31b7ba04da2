package io.homeward.bench.quality.attack;

import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody who has the password knows besides. */
public enum Attacker {
    /** Nothing: anybody's address, anybody's device. */
    NAIVE("naive"),
    /** The country: an address there, anybody's device. */
    VPN("vpn"),
    /** The country, the network and the device: another address of that network, everything else like the owner. */
    TARGETED("targeted"),
    /** Nothing: an address in any network of the world, as rented servers are; hardly ever one that people use. */
    RENTED("rented"),
    /** Nothing: an address in any of the networks that people use, rare ones as likely as common ones. */
    RARE("rare");

    private final String wireName;

    Attacker(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether where he comes from is itself what gives him away, so that the audit must not look at it. */
    boolean givenAwayByNetwork() {
        return this == RENTED || this == RARE;
    }
}
