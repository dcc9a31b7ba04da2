package io.homeward.risk.web;

import io.homeward.risk.imports.ImportsSettings;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Files may be large, everything else is small. The framework's own limit holds for the files of {@code /v1/imports}. */
public class BodySize {
    private static final long SMALL = 1L << 20;

    /** While somebody waits for the answer. */
    private static final long WAITED_FOR = 256L << 20;

    private static final String FILE = "/v1/signIns/import";
    private static final Pattern FILE_OF_A_RUN = Pattern.compile("/v1/imports/[^/]+/file");
    private static final int TOO_LARGE = 413;

    private final ImportsSettings imports;

    BodySize(ImportsSettings imports) {
        this.imports = imports;
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getPath();
        long most = FILE_OF_A_RUN.matcher(path).matches() ? imports.largest() : path.equals(FILE) ? WAITED_FOR : SMALL;
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && tooLarge(announced, most)) {
            throw new WebApplicationException(TOO_LARGE);
        }
        if (announced == null && request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream(), most));
        }
    }

    private static boolean tooLarge(String announced, long most) {
        try {
            return Long.parseLong(announced) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** A body that did not say how large it is. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream body, long most) {
            super(body);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new WebApplicationException(TOO_LARGE);
            }
        }
    }
}
