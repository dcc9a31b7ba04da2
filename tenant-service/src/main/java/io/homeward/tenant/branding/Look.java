package io.homeward.tenant.branding;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation says about itself besides its logo, as it is kept; null where it says nothing.
 *
 * @param backgroundColor Graph's name for the organisation's colour
 * @param signInPageText shown below every page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Look(
        @Nullable String backgroundColor,
        @Nullable String signInPageText,
        @Nullable HelpDesk helpDesk) {
    static final Look NONE = new Look(null, null, null);

    /**
     * Who helps its people. Ours: Graph has no such thing.
     *
     * @param url https
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HelpDesk(
            @Nullable String text,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String url) {
        boolean empty() {
            return text == null && phone == null && mail == null && url == null;
        }
    }
}
