package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphEnumTest {
    private static final GraphEnum ISSUER =
            GraphEnum.of("tokenIssuerType", "AzureAD", "UnknownFutureValue", "NPSExtension");

    @Test
    void a_later_member_is_concealed_in_the_spelling_of_the_contract() {
        assertThat(ISSUER.shown("NPSExtension")).isEqualTo("UnknownFutureValue");
        assertThat(ISSUER.shown("AzureAD")).isEqualTo("AzureAD");
        assertThat(ISSUER.evolved()).isTrue();
    }

    @Test
    void an_enumeration_without_later_members_conceals_nothing() {
        GraphEnum level = GraphEnum.of("riskLevel", "low", "none", "unknownFutureValue");

        assertThat(level.evolved()).isFalse();
        assertThat(level.shown("none")).isEqualTo("none");
    }

    @Test
    void members_are_found_in_any_case() {
        assertThat(ISSUER.canonical("azuread")).contains("AzureAD");
        assertThat(ISSUER.canonical("entra")).isEmpty();
    }
}
