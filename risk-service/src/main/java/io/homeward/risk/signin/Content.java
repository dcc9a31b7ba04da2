package io.homeward.risk.signin;

import java.io.IOException;
import java.io.InputStream;

/** What a file holds; it can be read more than once. */
public interface Content {

    /** From its beginning. */
    InputStream open() throws IOException;
}
