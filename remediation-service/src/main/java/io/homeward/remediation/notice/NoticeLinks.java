package io.homeward.remediation.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes links and reads them again. Nothing is kept until one is used. */
@Singleton
class NoticeLinks {
    private static final int LONGEST = 1_000;

    private final Vault vault;

    NoticeLinks(Vault vault) {
        this.vault = vault;
    }

    /** A token, and until when it is one. */
    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued";
        }
    }

    Issued issue(TenantId tenant, NoticeLink link) {
        byte[] sealed = vault.seal(binding(tenant), json(link)).bytes();
        return new Issued(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), link.expiresAt());
    }

    /** What the token holds for; empty for one that is none of this tenant's, was changed, or has expired. */
    Optional<NoticeLink> read(TenantId tenant, String token, Instant now) {
        return decode(token)
                .flatMap(bytes -> vault.opened(binding(tenant), bytes))
                .map(NoticeLinks::link)
                .filter(link -> now.isBefore(link.expiresAt()));
    }

    private static byte[] json(NoticeLink link) {
        try {
            return FeedJson.mapper().writeValueAsBytes(link);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is sealed is made here", e);
        }
    }

    private static NoticeLink link(byte[] json) {
        try {
            return FeedJson.mapper().readValue(json, NoticeLink.class);
        } catch (IOException e) {
            throw new IllegalStateException("A link that we have sealed cannot be read", e);
        }
    }

    private static Optional<byte[]> decode(String token) {
        try {
            return token.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String binding(TenantId tenant) {
        return "notice/" + tenant;
    }
}
