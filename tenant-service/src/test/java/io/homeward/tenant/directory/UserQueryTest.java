package io.homeward.tenant.directory;

import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class UserQueryTest {
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private String described(String name, Map<String, Object> more) {
        var user = new HashMap<String, Object>(more);
        user.put("displayName", name);
        user.put("userPrincipalName", name + "@" + here.domain());
        return here.administration()
                .body(user)
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void who_selects_nothing_sees_the_default_properties_and_no_others() {
        String rui = described("rui", Map.of("department", "Help", "businessPhones", List.of("+351 1")));

        Map<String, Object> shown = here.administration()
                .get(USERS + "/" + rui)
                .then()
                .statusCode(200)
                .extract()
                .path("");

        assertThat(shown.keySet())
                .isEqualTo(Set.of(
                        "@odata.context",
                        "id",
                        "businessPhones",
                        "displayName",
                        "givenName",
                        "jobTitle",
                        "mail",
                        "mobilePhone",
                        "officeLocation",
                        "preferredLanguage",
                        "surname",
                        "userPrincipalName"));
        assertThat(shown.get("businessPhones")).isEqualTo(List.of("+351 1"));
    }

    @Test
    void everything_else_is_shown_to_who_selects_it() {
        String rui = described(
                "rui",
                Map.of(
                        "department", "Help",
                        "companyName", "Northwind",
                        "employeeId", "4711",
                        "usageLocation", "pt",
                        "city", "Porto",
                        "streetAddress", "Rua 1\n2. andar",
                        "otherMails", List.of("rui@mail.example")));

        here.administration()
                .queryParam(
                        "$select",
                        "id,accountEnabled,userType,createdDateTime,identities,onPremisesSyncEnabled,department,companyName,employeeId,"
                                + "usageLocation,city,streetAddress,otherMails,signInSessionsValidFromDateTime,externalUserState,"
                                + "lastPasswordChangeDateTime,assignedLicenses")
                .get(USERS + "/" + rui)
                .then()
                .statusCode(200)
                .body("'@odata.context'", containsString("users(id,accountEnabled,userType"))
                .body("accountEnabled", equalTo(true), "userType", equalTo("Member"), "department", equalTo("Help"))
                .body("companyName", equalTo("Northwind"), "employeeId", equalTo("4711"), "city", equalTo("Porto"))
                .body("usageLocation", equalTo("PT"), "streetAddress", equalTo("Rua 1\n2. andar"))
                .body("otherMails", equalTo(List.of("rui@mail.example")), "externalUserState", nullValue())
                .body("identities[0].signInType", equalTo("userPrincipalName"))
                .body("identities[0].issuerAssignedId", equalTo("rui@" + here.domain()))
                .body("onPremisesSyncEnabled", nullValue(), "displayName", nullValue())
                .body("signInSessionsValidFromDateTime", containsString("T"));
    }

    @Test
    void people_are_found_by_whatever_is_written_about_them() {
        String rui = described(
                "rui",
                Map.of("department", "Help", "mail", "Rui@Mail.example", "otherMails", List.of("r@old.example")));
        described("anna", Map.of("department", "Sales", "accountEnabled", false));

        for (String filter : List.of(
                "department eq 'help'",
                "accountEnabled eq true",
                "mail eq 'rui@mail.example'",
                "startsWith(displayName,'RU')",
                "otherMails/any(m:m eq 'r@old.example')",
                "userPrincipalName in ('rui@" + here.domain() + "')",
                "userType eq 'member' and startswith(mail,'rui')")) {
            here.administration()
                    .queryParam("$filter", filter)
                    .get(USERS)
                    .then()
                    .statusCode(200)
                    .body("value.id", equalTo(List.of(rui)));
        }
    }

    @Test
    void advanced_queries_need_their_header_and_work_with_it() {
        String rui = described("rui", Map.of("mail", "rui@mail.example"));
        described("anna", Map.of());

        here.administration()
                .queryParam("$filter", "endswith(mail,'mail.example')")
                .get(USERS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("Request_UnsupportedQuery"));
        here.administration()
                .header("ConsistencyLevel", "eventual")
                .queryParam("$count", true)
                .queryParam("$filter", "endswith(mail,'mail.example')")
                .get(USERS)
                .then()
                .statusCode(200)
                .body("'@odata.count'", equalTo(1), "value.id", equalTo(List.of(rui)));
        here.administration()
                .header("ConsistencyLevel", "eventual")
                .queryParam("$search", "\"displayName:ru\"")
                .get(USERS)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(rui)));
        here.administration()
                .urlEncodingEnabled(false)
                .header("ConsistencyLevel", "eventual")
                .get(USERS + "/$count")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(equalTo("2"));
    }

    private List<String> found(String search) {
        return here.administration()
                .header("ConsistencyLevel", "eventual")
                .queryParam("$search", search)
                .get(USERS)
                .then()
                .statusCode(200)
                .extract()
                .path("value.id");
    }

    @Test
    void a_search_finds_the_words_somebody_has_now() {
        String anna = described("anna", Map.of("surname", "Ødegård-Lie", "mail", "a.berg@mail.example"));

        assertThat(found("\"surname:ødeg\"")).containsExactly(anna);
        assertThat(found("\"surname:lie øde\"")).containsExactly(anna);
        assertThat(found("\"mail:berg\" OR \"surname:nobody\"")).containsExactly(anna);
        assertThat(found("\"givenName:lie\"")).isEmpty();
        assertThat(found("\"surname:gård\"")).isEmpty();

        here.administration()
                .body(Map.of("surname", "Moe", "displayName", "x".repeat(80)))
                .patch(USERS + "/" + anna)
                .then()
                .statusCode(204);

        assertThat(found("\"surname:lie\"")).isEmpty();
        assertThat(found("\"surname:mo\"")).containsExactly(anna);
        assertThat(found("\"displayName:" + "x".repeat(70) + "\"")).containsExactly(anna);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName",
                "userPrincipalName",
                "givenName",
                "surname",
                "jobTitle",
                "mail",
                "mobilePhone",
                "department",
                "companyName",
                "employeeId",
                "city",
                "streetAddress",
                "mailNickname"
            })
    void control_characters_are_in_no_text(String property) {
        PersonId rui = here.person("rui");

        for (String bad : List.of("a\u0000b", "a\u0007b", "")) {
            here.administration()
                    .body(Map.of(property, bad))
                    .patch(USERS + "/" + rui)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("Request_BadRequest"), "error.message", containsString(property));
        }
    }

    @Test
    void lists_and_texts_are_of_their_kind_and_length() {
        PersonId rui = here.person("rui");

        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("businessPhones", "+351"),
                Map.of("businessPhones", List.of(7)),
                Map.of("otherMails", List.of("no mail")),
                Map.of("usageLocation", "Portugal"),
                Map.of("employeeId", "x".repeat(17)),
                Map.of("city", List.of("Porto")),
                Map.of("userType", 3),
                Map.of("displayName", "x".repeat(300)))) {
            here.administration()
                    .body(bad)
                    .patch(USERS + "/" + rui)
                    .then()
                    .statusCode(400)
                    .body(
                            "error.message",
                            containsString(bad.keySet().iterator().next()));
        }
        here.administration()
                .urlEncodingEnabled(false)
                .get(USERS + "/%00@x.example")
                .then()
                .statusCode(404);
    }

    @Test
    void keys_in_parentheses_are_keys() {
        PersonId rui = here.person("rui");

        for (String path : List.of(
                "/v1.0/users('" + rui + "')",
                "/v1.0/users('rui@" + here.domain() + "')",
                "/v1.0/users(%27" + rui + "%27)?$select=id")) {
            here.administration()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(rui.toString()));
        }
    }

    @Test
    void a_delete_during_a_page_walk_leaves_no_gap_and_no_twin() {
        for (String name : List.of("a1", "a2", "a3", "a4", "a5")) {
            here.person(name);
        }
        var first = here.administration()
                .queryParam("$top", 2)
                .queryParam("$orderby", "displayName")
                .get(USERS)
                .then()
                .body("value.displayName", equalTo(List.of("a1", "a2")))
                .extract();

        here.administration().delete(USERS + "/a2@" + here.domain()).then().statusCode(204);
        here.administration().delete(USERS + "/a3@" + here.domain()).then().statusCode(204);
        here.person("a0");

        here.administration()
                .urlEncodingEnabled(false)
                .get(first.<String>path("'@odata.nextLink'"))
                .then()
                .statusCode(200)
                .body("value", hasSize(2))
                .body("value.displayName", equalTo(List.of("a4", "a5")));
    }
}
