package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import java.util.Optional;

/** How a person stands. Whoever acts on it switches without a default: an unknown standing never lifts a restriction. */
public sealed interface Standing {

    /** Nothing open. {@code release} where a risk was closed not long ago. */
    record Clear(Optional<Release> release) implements Standing {
        public Clear {
            requireNonNull(release, "release");
        }
    }

    /** An open risk of whatever level; the level decides what follows. */
    record AtRisk(UserRisk risk) implements Standing {
        public AtRisk {
            requireNonNull(risk, "risk");
            if (!risk.open()) {
                throw new IllegalArgumentException("not an open risk: " + risk.state());
            }
        }
    }

    /** The person has done what was asked, and the risk service has not confirmed it yet. Still blocked; resumes by itself. */
    record Remediating(UserRisk risk) implements Standing {
        public Remediating {
            requireNonNull(risk, "risk");
        }
    }

    /** @param reason for the decision log, not for people */
    record Unknown(String reason) implements Standing {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }

    /** How an open risk was closed; customers see dismissed apart from remediated (D9). */
    record Release(RiskState state, RiskDetail detail) {
        public Release {
            requireNonNull(state, "state");
            requireNonNull(detail, "detail");
        }
    }

    static Standing clear() {
        return new Clear(Optional.empty());
    }

    /**
     * Composes the standing. Not among the risky means clear only in a complete, fresh snapshot of the home (D19).
     *
     * @param risk what the replica of the risk feed holds; empty where it holds nothing about the person
     * @param remediating whether a remediation is committed at home and not yet confirmed
     */
    static Standing compose(Freshness freshness, Optional<UserRisk> risk, boolean remediating) {
        var stale = freshness.stale();
        if (!stale.isEmpty()) {
            return new Unknown("stale: " + stale);
        }
        return risk.map(known -> of(known, remediating)).orElseGet(Standing::clear);
    }

    private static Standing of(UserRisk risk, boolean remediating) {
        if (risk.open()) {
            return remediating ? new Remediating(risk) : new AtRisk(risk);
        }
        return switch (risk.state()) {
            case REMEDIATED, DISMISSED, CONFIRMED_SAFE ->
                new Clear(Optional.of(new Release(risk.state(), risk.detail())));
            case NONE, AT_RISK, CONFIRMED_COMPROMISED -> clear();
        };
    }
}
