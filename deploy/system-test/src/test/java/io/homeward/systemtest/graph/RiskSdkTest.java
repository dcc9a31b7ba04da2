package io.homeward.systemtest.graph;

import static io.homeward.systemtest.graph.GraphClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.identityprotection.riskyusers.dismiss.DismissPostRequestBody;
import com.microsoft.graph.models.RiskDetection;
import com.microsoft.graph.models.RiskDetectionCollectionResponse;
import com.microsoft.graph.models.RiskLevel;
import com.microsoft.graph.models.RiskState;
import com.microsoft.graph.models.RiskyUser;
import com.microsoft.graph.models.SignIn;
import com.microsoft.graph.models.SignInCollectionResponse;
import com.microsoft.graph.models.User;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sign-ins and risk as scripts read them with the official SDK. */
@ExtendWith(RunningSuite.class)
class RiskSdkTest {
    private static final int SIGN_INS = 7;
    private static final int ON_A_PAGE = 3;
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void sign_ins_are_filtered_and_turned_over_to_the_last_page(Installation installation) throws Exception {
        Organisation organisation = installation.organisation("sdksignins");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = person(installation, graph, organisation, "ada");
        User bob = person(installation, graph, organisation, "bob");
        for (int i = 0; i < SIGN_INS; i++) {
            signedIn(installation, organisation, ada, "ada-" + i, i, 0);
        }
        signedIn(installation, organisation, bob, "bob-0", 1, 50126);
        String hers = "userPrincipalName eq '%s' and createdDateTime ge %s"
                .formatted(ada.getUserPrincipalName(), now.minus(SIGN_INS, ChronoUnit.MINUTES));

        var pages = new ArrayList<List<String>>();
        SignInCollectionResponse page = graph.auditLogs().signIns().get(asked -> {
            asked.queryParameters.filter = hers;
            asked.queryParameters.top = ON_A_PAGE;
        });
        for (boolean more = true; more; ) {
            pages.add(page.getValue().stream().map(SignIn::getId).toList());
            String next = page.getOdataNextLink();
            more = next != null;
            page = more ? graph.auditLogs().signIns().withUrl(next).get() : page;
        }
        assertThat(pages)
                .as("newest first; no page but the last is short, and none is empty")
                .containsExactly(
                        List.of("ada-0", "ada-1", "ada-2"), List.of("ada-3", "ada-4", "ada-5"), List.of("ada-6"));

        SignInCollectionResponse whole = graph.auditLogs().signIns().get(asked -> {
            asked.queryParameters.filter = hers;
            asked.queryParameters.top = SIGN_INS;
        });
        assertThat(whole.getValue()).hasSize(SIGN_INS);
        assertThat(whole.getOdataNextLink())
                .as("a page that is just full is the last")
                .isNull();
        assertThat(graph.auditLogs()
                        .signIns()
                        .get(asked -> asked.queryParameters.filter = "status/errorCode ne 0")
                        .getValue())
                .extracting(SignIn::getId)
                .containsExactly("bob-0");
        assertThat(graph.auditLogs()
                        .signIns()
                        .get(asked -> {
                            asked.queryParameters.filter = "startswith(userPrincipalName,'ada@')";
                            asked.queryParameters.orderby = new String[] {"createdDateTime asc"};
                            asked.queryParameters.top = 1;
                        })
                        .getValue())
                .extracting(SignIn::getId)
                .containsExactly("ada-6");

        var turned = new HashSet<String>();
        PageIterator.Builder<SignIn, SignInCollectionResponse> all = new PageIterator.Builder<>();
        all.client(graph)
                .collectionPage(graph.auditLogs().signIns().get(asked -> asked.queryParameters.top = ON_A_PAGE))
                .collectionPageFactory(SignInCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(each -> turned.add(each.getId()))
                .build()
                .iterate();
        assertThat(turned).hasSize(SIGN_INS + 1);
    }

    @Test
    void one_sign_in_is_read_whole(Installation installation) {
        Organisation organisation = installation.organisation("sdksignin");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = person(installation, graph, organisation, "ada");
        signedIn(installation, organisation, ada, "ada-0", 1, 0);

        SignIn signIn = graph.auditLogs().signIns().bySignInId("ada-0").get();

        assertThat(signIn.getUserId()).isEqualTo(ada.getId());
        assertThat(signIn.getCreatedDateTime().toInstant()).isEqualTo(now.minus(1, ChronoUnit.MINUTES));
        assertThat(signIn.getIpAddress()).isEqualTo("192.0.2.17");
        assertThat(signIn.getStatus().getErrorCode()).isZero();
        assertThat(signIn.getDeviceDetail().getOperatingSystem()).isEqualTo("Linux");
        assertThat(signIn.getLocation().getGeoCoordinates().getLatitude()).isEqualTo(60.39);
        assertThat(signIn.getRiskState()).isEqualTo(RiskState.None);
        assertThat(signIn.getRiskLevelDuringSignIn()).isNotNull();
        var none =
                refused(() -> graph.auditLogs().signIns().bySignInId("nothing").get());
        assertThat(none.getResponseStatusCode()).isEqualTo(404);
        var unknown =
                refused(() -> graph.auditLogs().signIns().get(asked -> asked.queryParameters.filter = "colour eq 1"));
        assertThat(unknown.getResponseStatusCode()).isEqualTo(400);
        assertThat(unknown.getError().getMessage()).contains("colour");
    }

    @Test
    void risky_people_and_what_was_found_are_read_and_dismissed(Installation installation) {
        Organisation organisation = installation.organisation("sdkrisk");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        var people = new ArrayList<User>();
        for (String name : List.of("ada", "bob", "cyd")) {
            User user = person(installation, graph, organisation, name);
            people.add(user);
            reported(installation, organisation, user);
        }

        var first = graph.identityProtection().riskyUsers().get(asked -> {
            asked.queryParameters.filter = "riskLevel eq 'high' and riskState eq 'atRisk'";
            asked.queryParameters.top = 2;
        });
        var last = graph.identityProtection()
                .riskyUsers()
                .withUrl(first.getOdataNextLink())
                .get();
        assertThat(first.getValue()).hasSize(2);
        assertThat(last.getValue()).hasSize(1);
        assertThat(last.getOdataNextLink()).isNull();
        var seen = new ArrayList<>(first.getValue());
        seen.addAll(last.getValue());
        assertThat(seen)
                .extracting(RiskyUser::getId)
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(User::getId).toList());
        assertThat(seen).extracting(RiskyUser::getRiskLevel).containsOnly(RiskLevel.High);

        RiskDetectionCollectionResponse found = graph.identityProtection()
                .riskDetections()
                .get(asked -> asked.queryParameters.filter = "riskEventType eq 'leakedCredentials' and userId eq '%s'"
                        .formatted(people.getFirst().getId()));
        assertThat(found.getOdataNextLink()).isNull();
        RiskDetection detection = found.getValue().getFirst();
        assertThat(found.getValue()).hasSize(1);
        assertThat(detection.getRiskEventType()).isEqualTo("leakedCredentials");
        assertThat(detection.getUserPrincipalName()).isEqualTo(people.getFirst().getUserPrincipalName());
        assertThat(detection.getRiskState()).isEqualTo(RiskState.AtRisk);

        var dismissed = new DismissPostRequestBody();
        dismissed.setUserIds(List.of(people.getFirst().getId()));
        graph.identityProtection().riskyUsers().dismiss().post(dismissed);
        RiskyUser afterwards = graph.identityProtection()
                .riskyUsers()
                .byRiskyUserId(people.getFirst().getId())
                .get();
        assertThat(afterwards.getRiskState()).isEqualTo(RiskState.Dismissed);
        assertThat(afterwards.getRiskLevel()).isEqualTo(RiskLevel.None);
        assertThat(graph.identityProtection()
                        .riskyUsers()
                        .byRiskyUserId(people.getFirst().getId())
                        .history()
                        .get()
                        .getValue())
                .hasSizeGreaterThanOrEqualTo(2);
    }

    /** Somebody whom the risk engine has heard of. */
    private static User person(
            Installation installation, GraphServiceClient graph, Organisation organisation, String name) {
        User user = graph.users().post(DirectorySdkTest.user(organisation, name));
        Eventually.get(
                () -> installation.door().get(organisation.token(), "/v1/people/" + user.getId() + "/riskExplanation"),
                "known to the risk engine",
                answer -> answer.status() == 200,
                KNOWN_WITHIN);
        return user;
    }

    private void signedIn(
            Installation installation, Organisation organisation, User user, String id, int minutesAgo, int code) {
        ObjectNode signIn = Json.object()
                .put("id", id)
                .put(
                        "createdDateTime",
                        now.minus(minutesAgo, ChronoUnit.MINUTES).toString())
                .put("userId", user.getId())
                .put("userPrincipalName", user.getUserPrincipalName())
                .put("appDisplayName", "Mail")
                .put("ipAddress", "192.0.2.17")
                .put("clientAppUsed", "Browser")
                .put("isInteractive", true);
        signIn.putObject("status").put("errorCode", code);
        signIn.putObject("deviceDetail").put("operatingSystem", "Linux").put("browser", "Firefox");
        signIn.putObject("location")
                .put("countryOrRegion", "NO")
                .putObject("geoCoordinates")
                .put("latitude", 60.39)
                .put("longitude", 5.32);
        Answer scored = installation.door().post(organisation.token(), "/v1/signIns", signIn);
        assertThat(scored.status()).as(scored.text()).isEqualTo(200);
    }

    private static void reported(Installation installation, Organisation organisation, User user) {
        Answer reported = installation
                .door()
                .post(
                        organisation.token(),
                        "/v1/people/" + user.getId() + "/detections",
                        Json.object().put("riskEventType", "leakedCredentials"));
        assertThat(reported.status()).as(reported.text()).isEqualTo(200);
    }
}
