package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.LessonCodec;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.familiarity.budget.GroundsCodec;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The score of every sign-in of somebody known, with the grounds it rests on. */
@Singleton
public class Scores {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * A score as it is kept.
     *
     * @param model the version of the model that gave it
     * @param profileVersion of the person's profile it was held against
     * @param populationVersion as {@link TenantHabits#populationVersion()}
     */
    public record Stored(double score, Grounds grounds, String model, int profileVersion, long populationVersion) {

        /**
         * The same score once more, from what was kept.
         *
         * @return empty where another model gave it
         */
        public Optional<Assessment> replayed(Model present) {
            return model.equals(present.version()) ? Optional.of(Assessment.of(grounds, present)) : Optional.empty();
        }
    }

    /** @param lesson what was learned from it at once */
    public record Entry(SignIns.Key signIn, Stored stored, Optional<Lesson> lesson) {}

    /** Keeps the scores of a batch, in one statement. */
    public void keep(Handle handle, TenantId tenant, Collection<Entry> scores) {
        if (scores.isEmpty()) {
            return;
        }
        List<Entry> all = List.copyOf(scores);
        handle.createUpdate("""
                        update sign_in s set score = n.score, grounds = decode(n.grounds, 'hex'), model = n.model,
                            profile_version = n.profile_version, population_version = n.population_version,
                            lesson = decode(n.lesson, 'hex')
                        from unnest(cast(:times as timestamptz[]), :ids, :scores, :grounds, :models, :profiles, :populations, :lessons)
                          as n(ts, event_id, score, grounds, model, profile_version, population_version, lesson)
                        where s.tenant_id = :tenant and s.ts = n.ts and s.event_id = n.event_id""")
                .bind("tenant", tenant.value())
                .bind(
                        "times",
                        all.stream().map(each -> each.signIn().at().toString()).toArray(String[]::new))
                .bind("ids", all.stream().map(each -> each.signIn().id()).toArray(String[]::new))
                .bind("scores", all.stream().map(each -> each.stored().score()).toArray(Double[]::new))
                .bind(
                        "grounds",
                        all.stream()
                                .map(each -> HEX.formatHex(
                                        GroundsCodec.write(each.stored().grounds())))
                                .toArray(String[]::new))
                .bind("models", all.stream().map(each -> each.stored().model()).toArray(String[]::new))
                .bind(
                        "profiles",
                        all.stream().map(each -> each.stored().profileVersion()).toArray(Integer[]::new))
                .bind(
                        "populations",
                        all.stream()
                                .map(each -> each.stored().populationVersion())
                                .toArray(Long[]::new))
                .bind("lessons", all.stream().map(Scores::lesson).toArray(String[]::new))
                .execute();
    }

    private static @Nullable String lesson(Entry entry) {
        return entry.lesson()
                .map(each -> HEX.formatHex(LessonCodec.write(each)))
                .orElse(null);
    }

    /** What was learned from a sign-in, unless that was nothing or was taken back. */
    Optional<Lesson> lesson(Handle handle, TenantId tenant, SignIns.Key signIn) {
        return handle.createQuery("""
                        select lesson from sign_in
                        where tenant_id = :tenant and ts = :at and event_id = :id and learned and lesson is not null""")
                .bind("tenant", tenant.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .mapTo(byte[].class)
                .findOne()
                .map(LessonCodec::read);
    }

    /** What was learned from a sign-in once it had ended. */
    public void learned(Handle handle, TenantId tenant, SignIns.Key signIn, Lesson lesson) {
        learned(handle, tenant, signIn, HEX.formatHex(LessonCodec.write(lesson)));
    }

    /** It was taken back. */
    void unlearned(Handle handle, TenantId tenant, SignIns.Key signIn) {
        learned(handle, tenant, signIn, (String) null);
    }

    private static void learned(Handle handle, TenantId tenant, SignIns.Key signIn, @Nullable String lesson) {
        handle.createUpdate("""
                        update sign_in set lesson = decode(:lesson, 'hex'), learned = :learned
                        where tenant_id = :tenant and ts = :at and event_id = :id""")
                .bind("tenant", tenant.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .bind("learned", lesson != null)
                .bind("lesson", lesson)
                .execute();
    }

    /** The score of a sign-in; empty where it never had one. */
    public Optional<Stored> find(Handle handle, TenantId tenant, SignIns.Key signIn) {
        return handle.createQuery("""
                        select score, grounds, model, profile_version, population_version from sign_in
                        where tenant_id = :tenant and ts = :at and event_id = :id and grounds is not null""")
                .bind("tenant", tenant.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .map((row, context) -> stored(row))
                .findOne();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getDouble("score"),
                GroundsCodec.read(row.getBytes("grounds")),
                row.getString("model"),
                row.getInt("profile_version"),
                row.getLong("population_version"));
    }
}
