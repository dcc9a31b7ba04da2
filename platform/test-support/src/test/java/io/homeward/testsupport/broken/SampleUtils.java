package io.homeward.testsupport.broken;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Breaks rules of the house on purpose. */
public class SampleUtils {
    static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    Response answer() {
        return Response.ok(Instant.now()).build();
    }

    long millis() {
        return System.currentTimeMillis();
    }

    Handle handle() {
        return Jdbi.create("jdbc:postgresql://localhost/risk").open();
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost/risk");
    }
}
