package io.homeward.risk.explanation;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.directory.Known;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.threshold.ThresholdSettings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Says why a sign-in has its level. */
@Singleton
public class ExplainSignIn {
    private final TenantDatabase database;
    private final SignIns signIns;
    private final Scores scores;
    private final Habits habits;
    private final FoundDetections detections;
    private final KnownPeople people;
    private final ThresholdSettings settings;

    ExplainSignIn(
            TenantDatabase database,
            SignIns signIns,
            Scores scores,
            Habits habits,
            FoundDetections detections,
            KnownPeople people,
            ThresholdSettings settings) {
        this.database = database;
        this.signIns = signIns;
        this.scores = scores;
        this.habits = habits;
        this.detections = detections;
        this.people = people;
        this.settings = settings;
    }

    /** What is kept about a sign-in, and what holds in its tenant today. */
    record Material(
            Kept kept,
            Optional<Scores.Stored> stored,
            Optional<Model> model,
            List<FoundDetections.Found> detections,
            Optional<Known> person,
            TenantHabits today) {

        /** What was found when the score had been given: later, or by another model's detectors. */
        List<SignInExplanation.Floor> afterwards() {
            return detections.stream()
                    .filter(each -> each.timing().equals("offline") || stored.isEmpty())
                    .map(each -> new SignInExplanation.Floor(each.type(), each.level()))
                    .filter(each -> stored.isEmpty()
                            || stored.get().grounds().findings().stream()
                                    .noneMatch(known -> known.name().equals(each.type())))
                    .filter(each -> RiskLevel.ofWire(each.level()).isPresent())
                    .toList();
        }
    }

    /** @throws Refusal {@link Fault#NO_SUCH_SIGN_IN} */
    SignInExplanation explain(TenantId tenant, String id) {
        TenantHabits today = habits.of(tenant);
        Material material = database.in(tenant, handle -> {
            Kept kept = find(handle, tenant, id).orElseThrow(() -> new Refusal(Fault.NO_SUCH_SIGN_IN));
            Optional<Scores.Stored> stored = scores.find(handle, tenant, SignIns.Key.of(kept.signIn()));
            return new Material(
                    kept,
                    stored,
                    stored.flatMap(each -> model(handle, today, each.model())),
                    detections.ofSignIn(handle, tenant, id, kept.signIn().at()),
                    kept.signIn().person().flatMap(person -> people.find(handle, tenant, person)),
                    today);
        });
        return new SignInAccount(material).explanation();
    }

    private Optional<Kept> find(Handle handle, TenantId tenant, String id) {
        // The database knows no such character, so nothing has such an id.
        return id.indexOf('\0') >= 0 ? Optional.empty() : signIns.find(handle, tenant, id);
    }

    /** The model of that version, if it was ever the tenant's with the formulas of today. */
    private Optional<Model> model(Handle handle, TenantHabits today, String version) {
        return Stream.concat(
                        Stream.of(
                                today.model(),
                                habits.model(Tuning.SHIPPED.attackers().targeted())),
                        settings.targetedShares(handle, today.tenant()).stream().map(habits::model))
                .filter(each -> each.version().equals(version))
                .findFirst();
    }
}
