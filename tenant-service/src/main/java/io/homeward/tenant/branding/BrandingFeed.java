package io.homeward.tenant.branding;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The feed {@code branding}, key: the tenant's id. */
@Singleton
class BrandingFeed extends PublishedFeed {
    BrandingFeed(Outbox outbox) {
        super(new FeedName("branding"), "organization_branding", "tenant_id", outbox);
    }

    /**
     * {@code src/main/contract/examples/feed-branding.json}.
     *
     * @param colour to be read on light pages, {@code #rrggbb}
     * @param darkColour the same, to be read on dark ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record State(
            TenantId tenant,
            @Nullable String colour,
            @Nullable String darkColour,
            @Nullable String text,
            Look.@Nullable HelpDesk helpDesk,
            @Nullable Logo logo) {}

    void publish(Handle handle, TenantId tenant, Branding branding) {
        String colour = branding.look().backgroundColor();
        publish(
                handle,
                tenant,
                tenant.value(),
                new State(
                        tenant,
                        colour,
                        colour == null ? null : new Colour(colour).onDark().text(),
                        branding.look().signInPageText(),
                        branding.look().helpDesk(),
                        branding.logo().orElse(null)));
    }
}
