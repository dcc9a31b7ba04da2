package io.homeward.tenant.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class OrganizationResourceTest {
    private static final String ORGANIZATION = "/v1.0/organization";

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    @Test
    void an_organisation_sees_and_changes_itself_and_decisions_call_it_by_its_new_name() {
        here.administration()
                .body(Map.of(
                        "@odata.type",
                        "#microsoft.graph.organization",
                        "displayName",
                        "Fjord Clinic",
                        "technicalNotificationMails",
                        List.of("it@fjordclinic.example"),
                        "privacyProfile",
                        Map.of("statementUrl", "https://fjordclinic.example/privacy")))
                .patch(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(204);

        here.member()
                .get(ORGANIZATION)
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].displayName", equalTo("Fjord Clinic"))
                .body("value[0].technicalNotificationMails", equalTo(List.of("it@fjordclinic.example")))
                .body("value[0].verifiedDomains[0].name", equalTo(here.domain()))
                .body("value[0].verifiedDomains[0].isDefault", equalTo(true));
        here.administration()
                .get(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(200)
                .body("privacyProfile.statementUrl", equalTo("https://fjordclinic.example/privacy"));
        assertThat(Feeds.snapshot("rules", here.id()).orElseThrow().path("name").asText())
                .isEqualTo("Fjord Clinic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"displayName\": null}",
                "{\"displayName\": \" \"}",
                "{\"displayName\": \"a\\u0000b\"}",
                "{\"displayName\": 7}",
                "{\"country\": \"NO\"}",
                "{\"technicalNotificationMails\": \"a@b.example\"}",
                "{\"technicalNotificationMails\": [\"nobody\"]}",
                "{\"technicalNotificationMails\": [null]}",
                "{\"privacyProfile\": {\"statementUrl\": \"http://plain.example\"}}",
                "{\"privacyProfile\": {\"contactEmail\": \"nobody\"}}"
            })
    void what_cannot_be_is_refused(String body) {
        here.administration()
                .body(body)
                .patch(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(400)
                .body("error.code", containsString("BadRequest"));
    }

    @Test
    void nobody_changes_it_without_the_right() {
        var change = Map.of("displayName", "Mine");
        here.application("Organization.Read.All")
                .body(change)
                .patch(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(403);
        here.member(DirectoryRole.USER_ADMINISTRATOR)
                .body(change)
                .patch(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(403);
        here.technicianOf(Organisation.made(), DirectoryRole.GLOBAL_ADMINISTRATOR)
                .body(change)
                .patch(ORGANIZATION + "/" + here.id())
                .then()
                .statusCode(403);
        here.administration()
                .body(change)
                .patch(ORGANIZATION + "/" + Organisation.made().id())
                .then()
                .statusCode(404);
    }
}
