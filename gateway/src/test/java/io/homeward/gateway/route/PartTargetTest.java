package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a batch leads below the version of the batch and nowhere else. */
class PartTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/me | /v1.0/me",
                "me | /v1.0/me",
                "users?$select=id&$filter=city eq null | /v1.0/users?$select=id&$filter=city%20eq%20null",
                "/users?$filter=startswith(displayName,'Zoë') | /v1.0/users?$filter=startswith(displayName,'Zo%C3%AB')",
                "/users('a%40b.test')/memberOf | /v1.0/users/a%40b.test/memberOf",
                "/users/me-token-to-replace/memberOf | /v1.0/me/memberOf",
                "/users/a_b%23EXT%23@c.test | /v1.0/users/a_b%23EXT%23@c.test",
                "/identity/conditionalAccess/policies?$search=\"a b\" | /v1.0/identity/conditionalAccess/policies?$search=%22a%20b%22",
                "/v1.0/me | /v1.0/v1.0/me",
                "http:/evil.test | /v1.0/http:/evil.test"
            })
    void a_relative_url_is_below_the_version(String url, String target) {
        RequestPath path = PartTarget.of("v1.0", url).orElseThrow();

        assertThat(path.path() + path.query()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/v1.0/me",
                "//evil.test/me",
                "/../beta/me",
                "..",
                "/../../internal/feeds/rules",
                "/%2e%2e/beta/me",
                "/users/%252e%252e/x",
                "/users('..')/../me",
                "/users('..')",
                "/users('.')/x",
                "/users%2f1",
                "/users\\1",
                "/users;a=b",
                "/users/a#EXT#b",
                "/users\r\nHost: evil.test",
                "/users\u0000"
            })
    void what_leads_elsewhere_or_can_be_read_in_two_ways_leads_nowhere(String url) {
        assertThat(PartTarget.of("v1.0", url)).isEmpty();
    }
}
