package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser does next once a request has come to an end. */
public sealed interface Answer {

    /** Goes there. */
    record Redirect(URI to) implements Answer {
        public Redirect {
            requireNonNull(to, "to");
        }

        @Override
        public String toString() {
            return "Redirect";
        }
    }

    /** Posts these, in this order, as a form ({@code response_mode=form_post}). */
    record Post(URI to, Map<String, String> parameters) implements Answer {
        public Post {
            requireNonNull(to, "to");
            parameters = new LinkedHashMap<>(parameters);
        }

        @Override
        public String toString() {
            return "Post";
        }
    }

    /** Stays: the tenant may not be entered, and the person is told why. */
    record Refused(EntryRefusal refusal) implements Answer {
        public Refused {
            requireNonNull(refusal, "refusal");
        }
    }
}
