package io.homeward.systemtest.graph;

import static io.homeward.systemtest.graph.GraphClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.directoryobjects.item.checkmemberobjects.CheckMemberObjectsPostRequestBody;
import com.microsoft.graph.groups.delta.DeltaGetResponse;
import com.microsoft.graph.groups.delta.DeltaRequestBuilder;
import com.microsoft.graph.models.CountryNamedLocation;
import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.User;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.serialization.UntypedArray;
import com.microsoft.kiota.serialization.UntypedObject;
import com.microsoft.kiota.serialization.UntypedString;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is in which group, as scripts find it out with the official SDK: by delta, by expansion, by type, by question. */
@ExtendWith(RunningSuite.class)
class MembershipSdkTest {
    private static final int MOST_ROUNDS = 500;

    @Test
    void a_copy_of_who_is_in_a_group_follows_it_by_delta_alone(Installation installation) {
        Organisation organisation = installation.organisation("sdkmembers");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(DirectorySdkTest.user(organisation, "ada"));
        User bob = graph.users().post(DirectorySdkTest.user(organisation, "bob"));
        Group group = graph.groups().post(group("Analysts"));
        join(installation, graph, group, ada);

        var copy = new Copy(graph, group.getId());
        copy.until(Set.of(ada.getId()));
        join(installation, graph, group, bob);
        copy.until(Set.of(ada.getId(), bob.getId()));
        graph.groups()
                .byGroupId(group.getId())
                .members()
                .byDirectoryObjectId(ada.getId())
                .ref()
                .delete();
        copy.until(Set.of(bob.getId()));
        graph.users().byUserId(bob.getId()).delete();
        copy.until(Set.of());
    }

    @Test
    void groups_come_with_their_members_and_people_with_their_groups(Installation installation) {
        Organisation organisation = installation.organisation("sdkexpand");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(DirectorySdkTest.user(organisation, "ada"));
        Group group = graph.groups().post(group("Analysts"));
        join(installation, graph, group, ada);

        Group expanded = graph.groups()
                .byGroupId(group.getId())
                .get(asked -> asked.queryParameters.expand = new String[] {"members($select=id,displayName)"});
        assertThat(expanded.getMembers()).singleElement().isInstanceOfSatisfying(User.class, member -> assertThat(
                        member.getDisplayName())
                .isEqualTo("ada"));
        assertThat(graph.groups()
                        .get(asked -> asked.queryParameters.expand = new String[] {"members"})
                        .getValue())
                .filteredOn(each -> each.getId().equals(group.getId()))
                .singleElement()
                .satisfies(each -> assertThat(each.getMembers()).hasSize(1));
        assertThat(graph.users()
                        .get(asked -> asked.queryParameters.expand = new String[] {"memberOf"})
                        .getValue())
                .filteredOn(each -> each.getId().equals(ada.getId()))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.getMemberOf()).singleElement().isInstanceOf(Group.class));
        var unknown =
                refused(() -> graph.groups().get(asked -> asked.queryParameters.expand = new String[] {"colour"}));
        assertThat(unknown.getResponseStatusCode()).isEqualTo(400);
        assertThat(unknown.getError().getMessage()).contains("'colour'");
    }

    @Test
    void lists_are_cast_counted_and_asked(Installation installation) {
        Organisation organisation = installation.organisation("sdkcasts");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(DirectorySdkTest.user(organisation, "ada"));
        Group group = graph.groups().post(group("Analysts"));
        join(installation, graph, group, ada);
        var members = graph.groups().byGroupId(group.getId()).members();
        var memberOf = graph.users().byUserId(ada.getId()).memberOf();

        assertThat(members.graphUser().get().getValue()).extracting(User::getId).containsExactly(ada.getId());
        assertThat(members.graphDevice().get().getValue()).isEmpty();
        assertThat(members.graphUser().count().get(asked -> asked.headers.add("ConsistencyLevel", "eventual")))
                .isEqualTo(1);
        assertThat(memberOf.graphGroup().get().getValue())
                .extracting(Group::getId)
                .containsExactly(group.getId());
        assertThat(memberOf.graphAdministrativeUnit().get().getValue()).isEmpty();
        assertThat(graph.groups()
                        .byGroupId(group.getId())
                        .transitiveMemberOf()
                        .get()
                        .getValue())
                .isEmpty();
        var question = new CheckMemberObjectsPostRequestBody();
        question.setIds(List.of(group.getId(), ada.getId()));
        assertThat(graph.directoryObjects()
                        .byDirectoryObjectId(ada.getId())
                        .checkMemberObjects()
                        .post(question)
                        .getValue())
                .containsExactly(group.getId());
    }

    @Test
    void little_is_told_to_who_prefers_it_and_places_are_found_by_their_type(Installation installation) {
        Organisation organisation = installation.organisation("sdkprefer");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);

        assertThat(graph.groups().post(group("Quiet"), asked -> asked.headers.add("Prefer", "return=minimal")))
                .isNull();
        assertThat(graph.groups().get().getValue())
                .extracting(Group::getDisplayName)
                .contains("Quiet");

        var country = new CountryNamedLocation();
        country.setDisplayName("Where we work");
        country.setCountriesAndRegions(List.of("PT"));
        var locations = graph.identity().conditionalAccess().namedLocations();
        locations.post(country);
        assertThat(locations
                        .get(asked -> asked.queryParameters.filter = "isof('microsoft.graph.countryNamedLocation')")
                        .getValue())
                .singleElement()
                .isInstanceOf(CountryNamedLocation.class);
        assertThat(locations
                        .get(asked -> asked.queryParameters.filter = "isof('microsoft.graph.ipNamedLocation')")
                        .getValue())
                .isEmpty();
    }

    @Test
    void who_is_deleted_for_good_does_not_come_back(Installation installation) {
        Organisation organisation = installation.organisation("sdkpurge");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(DirectorySdkTest.user(organisation, "ada"));
        graph.users().byUserId(ada.getId()).delete();
        var deleted = graph.directory().deletedItems().byDirectoryObjectId(ada.getId());

        DirectoryObject listed =
                deleted.get(asked -> asked.queryParameters.select = new String[] {"id", "deletedDateTime"});
        assertThat(listed.getDeletedDateTime()).isNotNull();
        deleted.delete();
        assertThat(refused(() -> deleted.restore().post()).getResponseStatusCode())
                .isEqualTo(404);
    }

    /** What a script knows of one group. */
    private static final class Copy {
        private final GraphServiceClient graph;
        private final String group;
        private final Set<String> members = new HashSet<>();
        private DeltaGetResponse at;

        Copy(GraphServiceClient graph, String group) {
            this.graph = graph;
            this.group = group;
            this.at = graph.groups()
                    .delta()
                    .get(asked -> asked.queryParameters.select = new String[] {"displayName", "members"});
            take();
        }

        /** What a round does not tell yet, because some transaction still runs, a later one does. */
        void until(Set<String> expected) {
            for (int i = 0; i < MOST_ROUNDS && !members.equals(expected); i++) {
                String link = at.getOdataNextLink() == null ? at.getOdataDeltaLink() : at.getOdataNextLink();
                at = new DeltaRequestBuilder(link, graph.getRequestAdapter()).get();
                take();
            }
            assertThat(members).isEqualTo(expected);
        }

        private void take() {
            at.getValue().stream()
                    .filter(each -> each.getId().equals(group))
                    .map(each -> each.getAdditionalData().get("members@delta"))
                    .filter(UntypedArray.class::isInstance)
                    .forEach(changed -> ((UntypedArray) changed).getValue().forEach(member -> {
                        Map<String, ?> told = ((UntypedObject) member).getValue();
                        String id = ((UntypedString) told.get("id")).getValue();
                        if (told.containsKey("@removed")) {
                            members.remove(id);
                        } else {
                            members.add(id);
                        }
                    }));
        }
    }

    private static void join(Installation installation, GraphServiceClient graph, Group group, User user) {
        var reference = new ReferenceCreate();
        reference.setOdataId(installation.door().edge() + "/v1.0/directoryObjects/" + user.getId());
        graph.groups().byGroupId(group.getId()).members().ref().post(reference);
    }

    private static Group group(String name) {
        var group = new Group();
        group.setDisplayName(name);
        group.setMailEnabled(false);
        group.setMailNickname(name);
        group.setSecurityEnabled(true);
        return group;
    }
}
