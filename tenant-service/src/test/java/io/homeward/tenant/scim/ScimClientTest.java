package io.homeward.tenant.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.RestAssured;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestFilter;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.junit.jupiter.api.Test;

/** A provisioning client that others have written speaks to the service as it is. */
@RunningService
class ScimClientTest {

    private static ScimService service(Client client, Organisation tenant) {
        String token = Callers.token(
                "tenant-service", Callers.application(tenant.id(), "User.ReadWrite.All", "Group.ReadWrite.All"));
        client.register(
                (ClientRequestFilter) request -> request.getHeaders().putSingle("Authorization", "Bearer " + token));
        return new ScimService(client.target("http://localhost:%d/scim/v2".formatted(RestAssured.port)));
    }

    @Test
    void it_keeps_users_and_groups() throws Exception {
        Organisation a = Organisation.made();
        try (Client client = new ClientBuilderImpl().build()) {
            ScimService scim = service(client, a);
            assertThat(scim.getServiceProviderConfig().getPatch().isSupported()).isTrue();
            assertThat(scim.getResourceTypes().getTotalResults()).isEqualTo(2);
            assertThat(scim.getSchemas().getTotalResults()).isEqualTo(3);

            UserResource ada = scim.create(
                    "Users",
                    new UserResource()
                            .setUserName("ada@" + a.domain())
                            .setActive(true)
                            .setName(new Name().setGivenName("Ada").setFamilyName("Berg"))
                            .setEmails(new Email().setType("work").setValue("ada@fjord.example")));
            assertThat(ada.getId()).isNotNull();
            assertThat(ada.getMeta().getVersion()).isNotNull();

            assertThatThrownBy(() -> scim.create("Users", new UserResource().setUserName("ada@" + a.domain())))
                    .isInstanceOf(ResourceConflictException.class);

            ada.setTitle("Nurse");
            assertThat(scim.replace(ada).getTitle()).isEqualTo("Nurse");

            UserResource disabled = scim.modifyRequest("Users", ada.getId())
                    .replaceValue("active", false)
                    .addValues("emails", new Email().setType("work").setValue("berg@fjord.example"))
                    .invoke(UserResource.class);
            assertThat(disabled.getActive()).isFalse();

            ListResponse<UserResource> found = scim.searchRequest("Users")
                    .filter(Filter.eq("userName", "ada@" + a.domain()))
                    .page(1, 10)
                    .invoke(UserResource.class);
            assertThat(found.getTotalResults()).isEqualTo(1);
            assertThat(found.getResources().getFirst().getId()).isEqualTo(ada.getId());

            GroupResource group = scim.create("Groups", new GroupResource().setDisplayName("Nurses"));
            GroupResource filled = scim.modifyRequest("Groups", group.getId())
                    .addValues("members", new Member().setValue(ada.getId()))
                    .invoke(GroupResource.class);
            assertThat(filled.getMembers()).hasSize(1);
            GroupResource emptied = scim.modifyRequest("Groups", group.getId())
                    .removeValues("members[value eq \"%s\"]".formatted(ada.getId()))
                    .invoke(GroupResource.class);
            assertThat(emptied.getMembers()).isNullOrEmpty();

            scim.delete("Groups", group.getId());
            scim.delete("Users", ada.getId());
            assertThatThrownBy(() -> scim.retrieve("Users", ada.getId(), UserResource.class))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }
}
