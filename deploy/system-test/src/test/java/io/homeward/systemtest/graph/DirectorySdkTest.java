package io.homeward.systemtest.graph;

import static io.homeward.systemtest.graph.GraphClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.PasswordProfile;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.UnifiedRoleAssignment;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import com.microsoft.graph.users.delta.DeltaRequestBuilder;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users, groups and roles through the official SDK. */
@ExtendWith(RunningSuite.class)
class DirectorySdkTest {
    private static final String SECURITY_READER = "5d6b6bb7-de71-4623-b4af-96380a352509";

    @Test
    void a_user_is_made_read_changed_deleted_and_restored(Installation installation) {
        Organisation organisation = installation.organisation("sdkusers");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);

        User made = graph.users().post(user(organisation, "ada"));
        assertThat(made.getId()).isNotEmpty();
        assertThat(made.getUserPrincipalName()).isEqualTo("ada@" + organisation.domain());

        User byName = graph.users().byUserId(made.getUserPrincipalName()).get();
        assertThat(byName.getId()).isEqualTo(made.getId());
        assertThat(byName.getAccountEnabled()).as("only shown when selected").isNull();

        var change = new User();
        change.setJobTitle("Analyst");
        change.setAccountEnabled(false);
        graph.users().byUserId(made.getId()).patch(change);
        User changed = graph.users()
                .byUserId(made.getId())
                .get(asked -> asked.queryParameters.select = new String[] {"id", "jobTitle", "accountEnabled"});
        assertThat(changed.getJobTitle()).isEqualTo("Analyst");
        assertThat(changed.getAccountEnabled()).isFalse();
        assertThat(changed.getDisplayName()).as("not selected").isNull();

        graph.users().byUserId(made.getId()).delete();
        assertThat(refused(() -> graph.users().byUserId(made.getId()).get()).getResponseStatusCode())
                .isEqualTo(404);
        assertThat(graph.directory().deletedItems().graphUser().get().getValue())
                .extracting(User::getId)
                .contains(made.getId());
        graph.directory()
                .deletedItems()
                .byDirectoryObjectId(made.getId())
                .restore()
                .post();
        assertThat(graph.users().byUserId(made.getId()).get().getDisplayName()).isEqualTo("ada");
    }

    @Test
    void a_list_is_walked_page_by_page_with_filter_count_and_search(Installation installation) throws Exception {
        Organisation organisation = installation.organisation("sdkpages");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        IntStream.rangeClosed(1, 7).forEach(n -> graph.users().post(user(organisation, "walker" + n)));

        UserCollectionResponse first = graph.users().get(asked -> {
            asked.headers.add("ConsistencyLevel", "eventual");
            asked.queryParameters.filter = "startswith(displayName,'walker')";
            asked.queryParameters.orderby = new String[] {"displayName desc"};
            asked.queryParameters.select = new String[] {"id", "displayName"};
            asked.queryParameters.count = true;
            asked.queryParameters.top = 3;
        });
        assertThat(first.getOdataCount()).isEqualTo(7);
        assertThat(first.getValue()).hasSize(3);
        var names = new ArrayList<String>();
        new PageIterator.Builder<User, UserCollectionResponse>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(UserCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(each -> names.add(each.getDisplayName()))
                .build()
                .iterate();
        assertThat(names).containsExactly("walker7", "walker6", "walker5", "walker4", "walker3", "walker2", "walker1");

        assertThat(graph.users().count().get(asked -> asked.headers.add("ConsistencyLevel", "eventual")))
                .isGreaterThanOrEqualTo(7);
        UserCollectionResponse found = graph.users().get(asked -> {
            asked.headers.add("ConsistencyLevel", "eventual");
            asked.queryParameters.count = true;
            asked.queryParameters.search = "\"displayName:walker4\"";
        });
        assertThat(found.getValue()).extracting(User::getDisplayName).containsExactly("walker4");
    }

    @Test
    void groups_have_members_and_people_know_their_groups_and_roles(Installation installation) {
        Organisation organisation = installation.organisation("sdkgroups");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(user(organisation, "ada"));
        var wanted = new Group();
        wanted.setDisplayName("Analysts");
        wanted.setMailEnabled(false);
        wanted.setMailNickname("analysts");
        wanted.setSecurityEnabled(true);
        Group group = graph.groups().post(wanted);

        var reference = new ReferenceCreate();
        reference.setOdataId(installation.door().edge() + "/v1.0/directoryObjects/" + ada.getId());
        graph.groups().byGroupId(group.getId()).members().ref().post(reference);
        var assignment = new UnifiedRoleAssignment();
        assignment.setPrincipalId(ada.getId());
        assignment.setRoleDefinitionId(SECURITY_READER);
        assignment.setDirectoryScopeId("/");
        graph.roleManagement().directory().roleAssignments().post(assignment);

        assertThat(graph.groups().byGroupId(group.getId()).members().get().getValue())
                .singleElement()
                .isInstanceOf(User.class);
        List<DirectoryObject> memberOf =
                graph.users().byUserId(ada.getId()).memberOf().get().getValue();
        assertThat(memberOf).extracting(each -> each.getClass().getSimpleName()).contains("Group", "DirectoryRole");

        var renamed = new Group();
        renamed.setDisplayName("Senior analysts");
        graph.groups().byGroupId(group.getId()).patch(renamed);
        assertThat(graph.groups().byGroupId(group.getId()).get().getDisplayName())
                .isEqualTo("Senior analysts");
        graph.groups()
                .byGroupId(group.getId())
                .members()
                .byDirectoryObjectId(ada.getId())
                .ref()
                .delete();
        assertThat(graph.groups().byGroupId(group.getId()).members().get().getValue())
                .isEmpty();
        graph.groups().byGroupId(group.getId()).delete();
        assertThat(refused(() -> graph.groups().byGroupId(group.getId()).get())
                        .getError()
                        .getCode())
                .isEqualTo("Request_ResourceNotFound");
    }

    @Test
    void changes_are_followed_by_delta(Installation installation) {
        Organisation organisation = installation.organisation("sdkdelta");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User kept = graph.users().post(user(organisation, "kept"));

        DeltaGetResponse all = graph.users().delta().get();
        assertThat(all.getValue()).extracting(User::getId).contains(kept.getId());
        User gone = graph.users().post(user(organisation, "gone"));
        graph.users().byUserId(gone.getId()).delete();
        User fresh = graph.users().post(user(organisation, "fresh"));

        DeltaGetResponse changes = new DeltaRequestBuilder(all.getOdataDeltaLink(), graph.getRequestAdapter()).get();
        assertThat(changes.getValue())
                .extracting(User::getId)
                .contains(fresh.getId())
                .doesNotContain(kept.getId());
        assertThat(changes.getOdataDeltaLink()).isNotEmpty();
    }

    @Test
    void a_refusal_is_read_by_the_sdk_with_code_message_and_request_id(Installation installation) {
        Organisation organisation = installation.organisation("sdkerrors");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);

        var missing = refused(
                () -> graph.users().byUserId(UUID.randomUUID().toString()).get());
        assertThat(missing.getResponseStatusCode()).isEqualTo(404);
        assertThat(missing.getError().getCode()).isEqualTo("Request_ResourceNotFound");
        assertThat(missing.getError().getInnerError().getRequestId()).isNotEmpty();

        var unknown = refused(() -> graph.users().get(asked -> asked.queryParameters.filter = "shoeSize eq 43"));
        assertThat(unknown.getResponseStatusCode()).isEqualTo(400);
        assertThat(unknown.getError().getMessage()).contains("shoeSize");

        graph.users().post(user(organisation, "twin"));
        var taken = refused(() -> graph.users().post(user(organisation, "twin")));
        assertThat(taken.getResponseStatusCode()).isIn(400, 409);

        var nobody = GraphClient.of(installation.door().edge(), () -> "nonsense");
        assertThat(refused(() -> nobody.users().get()).getResponseStatusCode()).isEqualTo(401);
    }

    static User user(Organisation organisation, String name) {
        var user = new User();
        user.setAccountEnabled(true);
        user.setDisplayName(name);
        user.setMailNickname(name);
        user.setUserPrincipalName(name + "@" + organisation.domain());
        var password = new PasswordProfile();
        password.setForceChangePasswordNextSignIn(true);
        password.setPassword("a long sentence of " + UUID.randomUUID());
        user.setPasswordProfile(password);
        return user;
    }
}
