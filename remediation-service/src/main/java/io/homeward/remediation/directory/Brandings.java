package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Branding.HelpDesk;
import io.homeward.remediation.directory.Branding.Picture;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How organisations look. Works in the caller's transaction, bound to the tenant. */
@Singleton
public class Brandings {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");

    /** The body of the feed, as far as it is read without the picture. */
    private record Kept(
            @Nullable String colour,
            @Nullable String darkColour,
            @Nullable String text,
            @Nullable Desk helpDesk) {}

    private record Desk(
            @Nullable String text,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String url) {
        HelpDesk read() {
            return new HelpDesk(
                    Optional.ofNullable(text),
                    Optional.ofNullable(phone),
                    Optional.ofNullable(mail),
                    Optional.ofNullable(url));
        }
    }

    /** {@link Branding#NONE} for a tenant that has said nothing, and for none. */
    public Branding of(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select (document - 'logo')::text as document,
                            case when document -> 'logo' ->> 'type' in ('image/png', 'image/jpeg') then logo_digest end as logo
                        from branding where tenant_id = :tenant""")
                .bind("tenant", tenant.value())
                .map((row, context) -> {
                    Kept kept = Document.read(row.getString("document"), Kept.class);
                    return new Branding(
                            Optional.ofNullable(kept.colour()),
                            Optional.ofNullable(kept.darkColour()),
                            Optional.ofNullable(kept.text()),
                            Optional.ofNullable(kept.helpDesk()).map(Desk::read),
                            Optional.ofNullable(row.getString("logo")));
                })
                .findOne()
                .orElse(Branding.NONE);
    }

    /** The picture with this digest, while it is the tenant's. */
    public Optional<Picture> logo(Handle handle, TenantId tenant, String digest) {
        return handle.createQuery("""
                        select (document -> 'logo')::text from branding where tenant_id = :tenant and logo_digest = :digest
                        """)
                .bind("tenant", tenant.value())
                .bind("digest", digest)
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, Picture.class))
                .filter(picture -> TYPES.contains(picture.type()));
    }
}
