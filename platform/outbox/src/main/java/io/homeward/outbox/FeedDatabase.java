package io.homeward.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The database as the feed role sees it: every tenant's changes and the columns listed for snapshots, nothing else. */
@Singleton
public class FeedDatabase {
    private final Jdbi jdbi;

    @Inject
    FeedDatabase(@DataSource("feed") AgroalDataSource dataSource) {
        this((javax.sql.DataSource) dataSource);
    }

    /** For a process that has no container. */
    FeedDatabase(javax.sql.DataSource dataSource) {
        jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    }

    /**
     * Runs the work in one read-committed transaction.
     *
     * @param silence how long the network may say nothing before the connection counts as lost; without it a cut line would block for ever
     */
    <T, X extends Exception> T in(Duration silence, HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, (Handle handle) -> {
            limit(handle, silence);
            return work.withHandle(handle);
        });
    }

    private static void limit(Handle handle, Duration silence) {
        try {
            handle.getConnection().setNetworkTimeout(Runnable::run, (int) silence.toMillis());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
