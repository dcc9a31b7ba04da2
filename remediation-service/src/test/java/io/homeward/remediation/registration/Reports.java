package io.homeward.remediation.registration;

import static io.restassured.RestAssured.given;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.Response;
import java.util.UUID;

/** What an administrator of a tenant is shown. */
final class Reports {
    private Reports() {}

    static Caller.Person reader(Home home) {
        return Callers.member(
                home.tenant(),
                new PersonId(UUID.randomUUID()),
                DirectoryRole.SECURITY_READER.id().toString());
    }

    static Response get(Caller caller, String path) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", caller))
                .urlEncodingEnabled(false)
                .get(path.replace(" ", "%20").replace("'", "%27"));
    }

    static Response get(Home home, String path) {
        return get(reader(home), path);
    }

    static Response registration(Member member) {
        return get(member.home(), "/v1/people/" + member.id() + "/registration");
    }

    static Response campaign(Home home) {
        return get(home, "/v1/registrationCampaign");
    }

    static Response people(Home home, String in) {
        return get(home, "/v1/registrationCampaign/people?in=" + in);
    }
}
