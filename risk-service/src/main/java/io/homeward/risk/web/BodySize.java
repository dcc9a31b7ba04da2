package io.homeward.risk.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Files may be large, everything else is small. The framework's own limit holds for files. */
public class BodySize {
    private static final long SMALL = 1L << 20;
    private static final String FILES = "/v1/signIns/import";
    private static final int TOO_LARGE = 413;

    @ServerRequestFilter
    public void limit(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getPath().equals(FILES)) {
            return;
        }
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && tooLarge(announced)) {
            throw new WebApplicationException(TOO_LARGE);
        }
        if (announced == null && request.hasEntity()) {
            request.setEntityStream(new Small(request.getEntityStream()));
        }
    }

    private static boolean tooLarge(String announced) {
        try {
            return Long.parseLong(announced) > SMALL;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** A body that did not say how large it is. */
    private static final class Small extends FilterInputStream {
        private long left = SMALL;

        Small(InputStream body) {
            super(body);
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
