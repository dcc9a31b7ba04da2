package io.homeward.risk.intake;

import io.homeward.risk.detection.FanOutLimits;
import io.homeward.risk.detection.Limits;
import io.homeward.risk.score.Detectors;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The detectors by the operator's numbers. Numbers that make no sense stop the service from starting. */
class ConfiguredDetectors {

    @Produces
    @Singleton
    @Startup
    Detectors detectors(DetectionSettings settings) {
        return new Detectors(limits(settings));
    }

    static Limits limits(DetectionSettings settings) {
        Limits shipped = Limits.SHIPPED;
        var spray = settings.spray();
        var travel = settings.travel();
        var fatigue = settings.fatigue();
        return new Limits(
                new Limits.Spray(
                        spray.names().orElse(shipped.spray().names()),
                        spray.triesPerName().orElse(shipped.spray().triesPerName()),
                        spray.surprise().orElse(shipped.spray().surprise()),
                        spray.afterwards().orElse(shipped.spray().afterwards())),
                new Limits.Guessing(
                        settings.guessing().tries().orElse(shipped.guessing().tries())),
                new Limits.Travel(
                        travel.shortestKm().orElse(shipped.travel().shortestKm()),
                        travel.longest().orElse(shipped.travel().longest()),
                        travel.impossibleKmh().orElse(shipped.travel().impossibleKmh()),
                        travel.unlikelyKmh().orElse(shipped.travel().unlikelyKmh()),
                        travel.familiarKm().orElse(shipped.travel().familiarKm()),
                        travel.colleagues().orElse(shipped.travel().colleagues()),
                        travel.toggles().orElse(shipped.travel().toggles())),
                new Limits.Fatigue(
                        fatigue.within().orElse(shipped.fatigue().within()),
                        fatigue.medium().orElse(shipped.fatigue().medium()),
                        fatigue.high().orElse(shipped.fatigue().high()),
                        fatigue.approved().orElse(shipped.fatigue().approved())),
                new Limits.Token(
                        settings.token().unlike().orElse(shipped.token().unlike()),
                        settings.token().most().orElse(shipped.token().most())),
                new Limits.Relay(
                        settings.relay().within().orElse(shipped.relay().within())),
                new Limits.Browser(
                        settings.browser().people().orElse(shipped.browser().people()),
                        settings.browser().within().orElse(shipped.browser().within())),
                new Limits.Issuer(
                        settings.issuer().learntAfter().orElse(shipped.issuer().learntAfter()),
                        settings.issuer().people().orElse(shipped.issuer().people())),
                new Limits.Confirmed(
                        settings.confirmed().weight().orElse(shipped.confirmed().weight())),
                campaign(settings.campaign(), shipped.campaign()),
                fanOut(settings.fanOut(), shipped.fanOut()));
    }

    private static Limits.Campaign campaign(DetectionSettings.Campaign own, Limits.Campaign shipped) {
        return new Limits.Campaign(
                own.names().orElse(shipped.names()),
                own.places().orElse(shipped.places()),
                own.times().orElse(shipped.times()),
                own.days().orElse(shipped.days()),
                own.sum().orElse(shipped.sum()),
                own.members().orElse(shipped.members()),
                own.strange().orElse(shipped.strange()),
                own.accuses().orElse(shipped.accuses()));
    }

    private static FanOutLimits fanOut(DetectionSettings.FanOut own, FanOutLimits shipped) {
        return new FanOutLimits(
                own.window().orElse(shipped.window()),
                own.rateSurprise().orElse(shipped.rateSurprise()),
                own.rateSurpriseOfNewcomers().orElse(shipped.rateSurpriseOfNewcomers()),
                own.leastCustomers().orElse(shipped.leastCustomers()),
                own.firstSurprise().orElse(shipped.firstSurprise()),
                own.leastFirst().orElse(shipped.leastFirst()),
                own.rateBesideFirst().orElse(shipped.rateBesideFirst()),
                own.highRate().orElse(shipped.highRate()),
                own.highFirst().orElse(shipped.highFirst()),
                own.daysOfHabit().orElse(shipped.daysOfHabit()),
                own.usualOfNobody().orElse(shipped.usualOfNobody()),
                own.weightOfColleagues().orElse(shipped.weightOfColleagues()),
                own.newRelationship().orElse(shipped.newRelationship()),
                own.steadiest().orElse(shipped.steadiest()),
                own.spread().orElse(shipped.spread()),
                own.spreadOfNewcomers().orElse(shipped.spreadOfNewcomers()),
                own.weightOfSpread().orElse(shipped.weightOfSpread()),
                own.firstPrior().orElse(shipped.firstPrior()),
                own.firstPriorWeight().orElse(shipped.firstPriorWeight()),
                own.firstMostWeight().orElse(shipped.firstMostWeight()),
                own.teamBusiest().orElse(shipped.teamBusiest()),
                own.teamLeast().orElse(shipped.teamLeast()));
    }
}
