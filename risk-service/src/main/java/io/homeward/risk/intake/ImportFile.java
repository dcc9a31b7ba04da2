package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.profile.Sources;
import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignInFile;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a whole file of sign-ins in, a batch a transaction, in bounded memory. What was committed stays when the sender goes away; sending the
 * file again adds the rest.
 */
@Singleton
public class ImportFile {
    /** For as long an import waits for the people its tenant made just before; whom it does not know then stays a name. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Feeds feeds;
    private final TenantDatabase database;
    private final TakeBatch takeBatch;
    private final Sources sources;
    private final IntakeSettings settings;
    private final InstantSource clock;

    ImportFile(
            Feeds feeds,
            TenantDatabase database,
            TakeBatch takeBatch,
            Sources sources,
            IntakeSettings settings,
            InstantSource clock) {
        this.feeds = feeds;
        this.database = database;
        this.takeBatch = takeBatch;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param bearing whether what is found in it bears on people's risk
     * @throws IOException where the file cannot be read on; what was read until then has been taken in
     */
    Imported run(TenantId tenant, SignInFile file, Bearing bearing) throws IOException {
        var tally = new Imported.Tally();
        var batch = new ArrayList<Reading.Good>(settings.batch());
        Instant begun = clock.instant();
        feeds.awaitFresh(KnownPeople.FEED, SETTLING);
        for (Optional<Reading> next = file.next(); next.isPresent(); next = file.next()) {
            switch (next.get()) {
                case Reading.Bad bad -> tally.bad(bad);
                case Reading.Good good when Months.keeps(good.signIn().at(), begun) -> batch.add(good);
                case Reading.Good good ->
                    tally.bad(new Reading.Bad(good.line(), "The time is too long ago, or lies in the future"));
            }
            if (batch.size() == settings.batch()) {
                take(tenant, batch, bearing, tally);
            }
        }
        take(tenant, batch, bearing, tally);
        database.in(tenant, handle -> sources.forgetOld(handle, tenant, begun));
        return tally.total();
    }

    private void take(TenantId tenant, List<Reading.Good> batch, Bearing bearing, Imported.Tally tally) {
        Apart.take(
                List.copyOf(batch),
                some -> tally.batch(
                        some.size(),
                        takeBatch.take(
                                tenant, some.stream().map(Reading.Good::signIn).toList(), bearing)),
                (good, e) -> {
                    Log.errorf("A sign-in of a file of tenant %s: %s", tenant, Apart.reason(e));
                    tally.bad(new Reading.Bad(good.line(), Apart.reason(e)));
                });
        batch.clear();
    }
}
