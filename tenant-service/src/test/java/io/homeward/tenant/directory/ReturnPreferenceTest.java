package io.homeward.tenant.directory;

import static io.homeward.tenant.Organisation.GROUPS;
import static io.homeward.tenant.Organisation.POLICIES;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever writes says what he wants to see of it. */
@RunningService
class ReturnPreferenceTest {
    private static final String PREFER = "Prefer";
    private static final String APPLIED = "Preference-Applied";

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    @Test
    void whoever_wants_little_of_what_he_made_gets_its_address() {
        String address = here.administration()
                .header(PREFER, "return=minimal")
                .body(Map.of("displayName", "Helpers"))
                .post(GROUPS)
                .then()
                .statusCode(204)
                .header(APPLIED, equalTo("return=minimal"))
                .body(emptyString())
                .extract()
                .header("Location");
        assertThat(address).contains("/v1.0/groups/");
        here.administration()
                .get(address.substring(address.indexOf("/v1.0/")))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Helpers"));

        here.administration()
                .header(PREFER, "include-unknown-enum-members, return = \"minimal\"")
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(POLICIES)
                .then()
                .statusCode(204)
                .header(APPLIED, equalTo("include-unknown-enum-members, return=minimal"))
                .header(
                        "OData-EntityId",
                        org.hamcrest.Matchers.containsString("/identity/conditionalAccess/policies/"));
    }

    @Test
    void whoever_wants_to_see_what_he_changed_gets_it_as_it_is_now() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");

        here.administration()
                .header(PREFER, "return=representation")
                .body(Map.of("jobTitle", "Analyst"))
                .patch(USERS + "/rui@" + here.domain())
                .then()
                .statusCode(200)
                .header(APPLIED, equalTo("return=representation"))
                .body("'@odata.context'", endsWith("#users/$entity"))
                .body("id", equalTo(rui.toString()), "jobTitle", equalTo("Analyst"));
        here.administration()
                .header(PREFER, "return=representation")
                .body(Map.of("userPrincipalName", "anna@" + here.domain()))
                .patch(USERS + "/rui@" + here.domain())
                .then()
                .statusCode(200)
                .body("userPrincipalName", equalTo("anna@" + here.domain()));
        here.administration()
                .header(PREFER, "return=representation")
                .body(Map.of("displayName", "Helping hands"))
                .patch(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Helping hands"));
    }

    @Test
    void nothing_changes_for_who_does_not_say() {
        String group = here.group("helpers");

        here.administration()
                .body(Map.of("displayName", "Helping hands"))
                .patch(GROUPS + "/" + group)
                .then()
                .statusCode(204)
                .header(APPLIED, nullValue());
        here.administration()
                .header(PREFER, "return=minimal, return=representation")
                .body(Map.of("displayName", "Helpers"))
                .post(GROUPS)
                .then()
                .statusCode(201)
                .header(APPLIED, nullValue());
        here.administration()
                .header(PREFER, "return=minimal")
                .get(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .header(APPLIED, nullValue());
        here.administration()
                .header(PREFER, "return=minimal")
                .body(Map.of("displayName", "x".repeat(257)))
                .post(GROUPS)
                .then()
                .statusCode(400)
                .header(APPLIED, nullValue());
        here.administration()
                .header(PREFER, "return=representation")
                .body(Map.of("displayName", "x"))
                .patch(GROUPS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }
}
