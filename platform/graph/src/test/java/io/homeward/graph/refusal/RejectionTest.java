package io.homeward.graph.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that clients branch on. */
class RejectionTest {

    @ParameterizedTest
    @CsvSource({
        "400, BadRequest",
        "401, InvalidAuthenticationToken",
        "403, Authorization_RequestDenied",
        "404, Request_ResourceNotFound",
        "405, Request_BadRequest",
        "409, Conflict",
        "410, Gone",
        "412, resourceModified",
        "413, RequestEntityTooLarge",
        "415, UnsupportedMediaType",
        "429, TooManyRequests",
        "500, InternalServerError",
        "503, serviceNotAvailable"
    })
    void every_status_has_its_code(int status, String code) {
        assertThat(Rejection.of(status, "slug", "title", "detail").graphCode()).isEqualTo(code);
    }

    @Test
    void what_is_said_again_and_again_says_when_to_come_back() {
        assertThat(Rejections.unavailable().headers()).containsEntry("Retry-After", "1");
        assertThat(GraphRefusal.syncStateNotFound("https://idp.example/v1.0/users/delta")
                        .rejection()
                        .headers())
                .containsEntry("Location", "https://idp.example/v1.0/users/delta");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/{version:v1\\.0|beta}/users ; /v1.0/users ; true",
                "/{version:v1\\.0|beta}/users ; /beta/users/ ; true",
                "/{version:v1\\.0|beta}/users ; /v2.0/users ; false",
                "/{version:v1\\.0|beta}/users ; /v1x0/users ; false",
                "a//{id} ; /a/b ; true",
                "a//{id} ; /a/b/c ; false",
                "/a/{b: [a-z]{2}}/c/ ; /a/xy/c ; true",
                "/a/{b: [a-z]{2}}/c/ ; /a/xyz/c ; false",
                "/groups/{id}/members/{ref:(?:\\$|%24)ref} ; /groups/7/members/$ref ; true"
            })
    void the_template_of_a_resource_matches_its_paths(String template, String path, boolean matches) {
        assertThat(AllowedMethods.pattern(template).matcher(path).matches()).isEqualTo(matches);
    }
}
