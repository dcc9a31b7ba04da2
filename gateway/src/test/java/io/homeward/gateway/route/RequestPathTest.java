package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/a/b,/a/b",
        "/a/b/,/a/b/",
        "/,/",
        "/%61/b,/a/b",
        "/a%c3%a9,/a%C3%A9",
        "/a%40b,/a%40b",
        "/a+b,/a+b",
        "/a%20b,/a%20b",
        "/100%25,/100%25",
        "/users('a')/x,/users('a')/x",
        "/a%23EXT%23b,/a%23EXT%23b",
        "/...,/...",
        "/.well-known/x,/.well-known/x",
        "/a%3bb,/a%3Bb"
    })
    void a_path_is_brought_into_its_one_form(String target, String form) {
        assertThat(RequestPath.of(target).orElseThrow().path()).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "http://h/a",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/..",
                "/a/%2e%2E/b",
                "/a/.%2e",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a;b",
                "/a;b=c/d",
                "/%252e",
                "/a%2541",
                "/%00",
                "/%0a",
                "/%7f",
                "/%",
                "/%4",
                "/%4g",
                "/a b",
                "/a#b",
                "/\u00e9",
                "/a?b#c",
                "/a?b c"
            })
    void what_has_no_one_form_is_refused(String target) {
        assertThat(RequestPath.of(target)).isEmpty();
    }

    @Test
    void a_form_is_its_own_form() {
        for (String target : List.of("/a/b", "/a%C3%A9/", "/100%25", "/a%40b")) {
            String once = RequestPath.of(target).orElseThrow().path();

            assertThat(RequestPath.of(once).orElseThrow().path()).isEqualTo(once);
        }
    }

    @Test
    void segments_are_unescaped_and_the_query_stays_as_it_is() {
        var path = RequestPath.of("/v1.0/a%40b%2B/c/?d=%2f..//e").orElseThrow();

        assertThat(path.segments()).containsExactly("v1.0", "a@b+", "c");
        assertThat(path.query()).isEqualTo("?d=%2f..//e");
    }

    @Test
    void what_follows_some_segments_is_at_least_a_slash() {
        assertThat(RequestPath.of("/t/app/x/y").orElseThrow().after(2)).isEqualTo("/x/y");
        assertThat(RequestPath.of("/t/app/").orElseThrow().after(2)).isEqualTo("/");
        assertThat(RequestPath.of("/t/app").orElseThrow().after(2)).isEqualTo("/");
    }
}
