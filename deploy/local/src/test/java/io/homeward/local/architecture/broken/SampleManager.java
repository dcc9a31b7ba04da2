package io.homeward.local.architecture.broken;

import java.sql.DriverManager;

/** Breaks the rules on purpose, so that they are seen to bite. */
class SampleManager {
    boolean open() throws java.sql.SQLException {
        return DriverManager.getConnection("jdbc:none").isClosed();
    }
}
