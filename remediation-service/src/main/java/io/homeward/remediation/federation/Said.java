package io.homeward.remediation.federation;

import java.util.Optional;

/**
 * What a provider has vouched for.
 *
 * @param subject never given to another person there; with the issuer it is who somebody is (D29)
 * @param name the verified address or name by which somebody is found the first time; empty where the provider does not vouch for one
 */
record Said(String issuer, String subject, Optional<String> name) {}
