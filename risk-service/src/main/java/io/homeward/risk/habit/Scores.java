package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.LessonCodec;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.familiarity.budget.GroundsCodec;
import io.homeward.risk.signin.Marks;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HexFormat;
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
    public record Entry(SignIns.Key signIn, Stored stored, Optional<Lesson> lesson) {

        /** As it is written with the sign-in. */
        public Marks marks() {
            return new Marks(
                    stored.score,
                    HEX.formatHex(GroundsCodec.write(stored.grounds)),
                    stored.model,
                    stored.profileVersion,
                    stored.populationVersion,
                    lesson.map(each -> HEX.formatHex(LessonCodec.write(each))));
        }
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
