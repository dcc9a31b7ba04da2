package io.homeward.tenant.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.homeward.vault.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * What the feed {@code identity-providers} says of one: {@code src/main/contract/examples/feed-identity-providers.json}.
 *
 * @param sealedSecret as it is kept, for whoever has the keyset and speaks to the provider
 */
@JsonInclude
record ProviderTold(
        @JsonUnwrapped ProviderState provider, @Nullable String sealedSecret) {
    static ProviderTold of(Provider provider) {
        return new ProviderTold(
                ProviderState.of(provider), provider.secret().map(Sealed::text).orElse(null));
    }
}
