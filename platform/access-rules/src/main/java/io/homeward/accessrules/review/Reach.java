package io.homeward.accessrules.review;

import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.TransferMethod;
import java.util.Optional;
import java.util.Set;

/**
 * Whom and what a policy can reach, as far as that can be seen from how it is written. What is not certain is answered with no: a remark that
 * is wrong costs more than one that is missing.
 */
final class Reach {
    private Reach() {}

    /** It includes nobody, or excludes whomever it includes. */
    static boolean concernsNobody(People people) {
        var include = people.include();
        var exclude = people.exclude();
        return include.empty() || exclude.everyone() || (!include.everyone() && within(include, exclude));
    }

    /** Why its conditions never hold together; empty where they can. */
    static Optional<String> neverHolds(Conditions conditions) {
        var applications = conditions.applications();
        if (conditions.userActions().isEmpty()
                && !applications.all()
                && applications.exclude().containsAll(applications.include())) {
            return Optional.of("it names no application that it does not exclude");
        }
        if (!conditions.userActions().isEmpty() && !applications.equals(Conditions.Applications.NONE)) {
            return Optional.of("it is about user actions and about applications");
        }
        if (conditions.locations().filter(Reach::nowhere).isPresent()) {
            return Optional.of("it excludes every location that it includes");
        }
        if (conditions.platforms().filter(Reach::onNothing).isPresent()) {
            return Optional.of("it excludes every platform that it includes");
        }
        if (conditions.flows().equals(Set.of(TransferMethod.AUTHENTICATION_TRANSFER))) {
            return Optional.of("nobody here signs in by authentication transfer");
        }
        return Optional.empty();
    }

    private static boolean nowhere(Locations where) {
        var include = where.include();
        var exclude = where.exclude();
        return exclude.all()
                || include.empty()
                || (!include.all()
                        && (!include.allTrusted() || exclude.allTrusted())
                        && exclude.named().containsAll(include.named()));
    }

    private static boolean onNothing(Platforms which) {
        return !which.all() && which.exclude().containsAll(which.include());
    }

    /** Whether the wider one applies wherever the narrower one does. */
    static boolean covers(Policy wider, Policy narrower) {
        return covers(wider.people(), narrower.people()) && covers(wider.conditions(), narrower.conditions());
    }

    private static boolean covers(People wider, People narrower) {
        return (wider.include().everyone() || within(narrower.include(), wider.include()))
                && within(wider.exclude(), narrower.exclude());
    }

    /** Every mark of the smaller one is a mark of the larger one. */
    private static boolean within(Selection smaller, Selection larger) {
        return larger.everyone()
                || (!smaller.everyone()
                        && larger.users().containsAll(smaller.users())
                        && larger.groups().containsAll(smaller.groups())
                        && larger.roles().containsAll(smaller.roles())
                        && larger.externals().containsAll(smaller.externals())
                        && (smaller.externals().isEmpty()
                                || larger.externalsOf().isEmpty()
                                || larger.externalsOf().equals(smaller.externalsOf())));
    }

    private static boolean covers(Conditions wider, Conditions narrower) {
        return wider.unreadable().isEmpty()
                && wider.devices().isEmpty()
                && wider.userActions().equals(narrower.userActions())
                && levels(wider.userRiskLevels(), narrower.userRiskLevels())
                && levels(wider.signInRiskLevels(), narrower.signInRiskLevels())
                && covers(wider.applications(), narrower.applications())
                && (wider.clientAppTypes().contains(ClientAppType.ALL)
                        || (!narrower.clientAppTypes().contains(ClientAppType.ALL)
                                && wider.clientAppTypes().containsAll(narrower.clientAppTypes())))
                && (wider.locations().isEmpty() || wider.locations().equals(narrower.locations()))
                && (wider.platforms().isEmpty() || wider.platforms().equals(narrower.platforms()))
                && levels(wider.flows(), narrower.flows());
    }

    /** An empty set is no condition. */
    private static <T> boolean levels(Set<T> wider, Set<T> narrower) {
        return wider.isEmpty() || (!narrower.isEmpty() && wider.containsAll(narrower));
    }

    private static boolean covers(Conditions.Applications wider, Conditions.Applications narrower) {
        if (wider.all()) {
            return narrower.exclude().containsAll(wider.exclude());
        }
        return !narrower.all()
                && wider.include().containsAll(narrower.include())
                && narrower.exclude().containsAll(wider.exclude());
    }
}
