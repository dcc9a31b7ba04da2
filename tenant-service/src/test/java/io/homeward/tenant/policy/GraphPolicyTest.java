package io.homeward.tenant.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.DeviceFilter;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphPolicyTest {
    private static final PolicyId ID = new PolicyId(new UUID(1, 1));
    private static final String GROUP = "9a1b2c3d-0000-4000-8000-00000000b9c1";
    private static final String USER = "4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10";

    private static ObjectNode highUserRisk() {
        var policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.withObject("/conditions/users").putArray("excludeGroups").add(GROUP);
        return policy;
    }

    private static Policy meaning(JsonNode json) {
        return GraphPolicy.of(json).policy(ID, StrengthBook.UNCHECKED);
    }

    @Test
    void the_recommended_policy_means_what_it_says() {
        Policy policy = meaning(highUserRisk());

        assertThat(policy.state()).isEqualTo(Policy.State.ENABLED);
        assertThat(policy.people().include().everyone()).isTrue();
        assertThat(policy.people().exclude().groups()).containsExactly(GroupId.of(GROUP));
        assertThat(policy.conditions().userRiskLevels()).containsExactly(RiskLevel.HIGH);
        assertThat(policy.conditions().applications().all()).isTrue();
        assertThat(policy.conditions().clientAppTypes()).containsExactly(ClientAppType.ALL);
        assertThat(policy.grant().controls()).containsExactlyInAnyOrder(Control.MFA, Control.PASSWORD_CHANGE);
    }

    @Test
    void it_is_kept_with_absent_sections_as_null_and_absent_lists_empty() {
        JsonNode kept = GraphPolicy.of(highUserRisk()).body();

        assertThat(kept.path("description").isNull()).isTrue();
        assertThat(kept.at("/conditions/locations").isNull()).isTrue();
        assertThat(kept.at("/conditions/signInRiskLevels").isArray()).isTrue();
        assertThat(kept.at("/conditions/users/includeGroups").isArray()).isTrue();
        assertThat(kept.at("/grantControls/termsOfUse").isArray()).isTrue();
    }

    @Test
    void what_is_kept_means_the_same_when_it_is_read_again() {
        GraphPolicy once = GraphPolicy.of(highUserRisk());

        assertThat(GraphPolicy.of(once.body())).isEqualTo(once);
    }

    @Test
    void outsiders_are_named_by_kind_and_home() {
        ObjectNode json = highUserRisk();
        ObjectNode users = json.withObject("/conditions/users");
        users.putArray("includeUsers").add(USER);
        ObjectNode outsiders = users.putObject("includeGuestsOrExternalUsers");
        outsiders.put("guestOrExternalUserTypes", "b2bCollaborationGuest,serviceProvider");
        outsiders
                .putObject("externalTenants")
                .put("@odata.type", "#microsoft.graph.conditionalAccessEnumeratedExternalTenants")
                .put("membershipKind", "enumerated")
                .putArray("members")
                .add("11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f");

        var include = meaning(json).people().include();

        assertThat(include.everyone()).isFalse();
        assertThat(include.users()).containsExactly(PersonId.of(USER));
        assertThat(include.externals())
                .containsExactlyInAnyOrder(ExternalKind.B2B_COLLABORATION_GUEST, ExternalKind.SERVICE_PROVIDER);
        assertThat(include.externalsOf()).containsExactly(TenantId.of("11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f"));
    }

    @Test
    void guests_or_external_users_are_all_kinds_of_them() {
        ObjectNode json = highUserRisk();
        json.withObject("/conditions/users").putArray("excludeUsers").add("GuestsOrExternalUsers");

        assertThat(meaning(json).people().exclude().externals()).containsExactlyInAnyOrder(ExternalKind.values());
    }

    @Test
    void nobody_and_no_application_can_be_named() {
        ObjectNode json = highUserRisk();
        json.withObject("/conditions/users").putArray("includeUsers").add("None");
        json.withObject("/grantControls").putArray("builtInControls").add("block");
        json.withObject("/conditions/applications")
                .putArray("includeApplications")
                .add("None");
        json.putNull("sessionControls");

        Policy policy = meaning(json);

        assertThat(policy.people().include().everyone()).isFalse();
        assertThat(policy.conditions().applications().all()).isFalse();
    }

    @Test
    void a_phishing_resistant_strength_demands_mfa_of_that_kind() {
        ObjectNode json = highUserRisk();
        json.withObject("/grantControls").putArray("builtInControls").add("passwordChange");
        json.withObject("/grantControls")
                .putObject("authenticationStrength")
                .put("id", "00000000-0000-0000-0000-000000000004");

        assertThat(meaning(json).grant().strength()).isEqualTo(Strength.PHISHING_RESISTANT);
    }

    @Test
    void a_patch_merges_objects_and_replaces_lists() {
        ObjectNode patch = (ObjectNode)
                Feeds.read("{\"state\":\"disabled\",\"conditions\":{\"userRiskLevels\":[\"medium\",\"high\"]}}");

        GraphPolicy patched = GraphPolicy.of(highUserRisk()).patched(patch);

        Policy policy = patched.policy(ID, StrengthBook.UNCHECKED);
        assertThat(policy.state()).isEqualTo(Policy.State.DISABLED);
        assertThat(policy.conditions().userRiskLevels()).containsExactlyInAnyOrder(RiskLevel.MEDIUM, RiskLevel.HIGH);
        assertThat(policy.people().exclude().groups()).containsExactly(GroupId.of(GROUP));
    }

    @Test
    void a_patch_that_breaks_the_rules_is_refused_like_a_new_policy() {
        assertThatThrownBy(() ->
                        GraphPolicy.of(highUserRisk()).patched(Feeds.read("{\"conditions\":{\"userRiskLevels\":[]}}")))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /state | "on" | 'on' is not a value of 'state'
                    /displayName | "" | displayName has
                    /displayName | 7 | 'displayName' is a text
                    /displayName | "a\\u0000b" | control characters
                    /displayName | "a\\nb" | control characters
                    /description | "a\\u0000b" | control characters
                    /description | 7 | 'description' is a text
                    /templateId | ["x"] | 'templateId' is a text
                    /sessionControls/@odata.note | "a\\u0000b" | control characters
                    /conditions/userRiskLevels | ["severe"] | 'severe' is not a value of 'userRiskLevels'
                    /conditions/userRiskLevels | ["hidden"] | 'hidden' is not a value
                    /conditions/userRiskLevels | "high" | 'userRiskLevels' is a list
                    /conditions/userRiskLevels | [1] | 'userRiskLevels' is a list of texts
                    /conditions/userRiskLevels | [] | 1032
                    /conditions/signInRiskLevels | ["high"] | 1032
                    /conditions/clientAppTypes | [] | 1064
                    /conditions/clientAppTypes | ["fax"] | 'fax' is not a value of 'clientAppTypes'
                    /conditions/locations | {"includeLocations":["AllTrusted"]} | 1032
                    /conditions/locations | {"excludeLocations":["AllTrusted"]} | 'includeLocations' names
                    /conditions/locations | {"includeLocations":["All"],"excludeLocations":["All"]} | 'All' is not a value of 'excludeLocations'
                    /conditions/locations | {"includeLocations":["Lisbon"]} | 'Lisbon' is not a value of 'includeLocations'
                    /conditions/locations | {"includeLocations":["00000000-0000-0000-0000-000000000000"]} | name AllTrusted
                    /conditions/locations | {"includeLocations":"All"} | 'includeLocations' is a list
                    /conditions/platforms | {"includePlatforms":["iOS"]} | 1032
                    /conditions/platforms | {"includePlatforms":["amiga"]} | 'amiga' is not a value of 'includePlatforms'
                    /conditions/platforms | {"includePlatforms":[]} | 'includePlatforms' names
                    /conditions/platforms | {"includePlatforms":["all"],"excludePlatforms":["all"]} | 'all' is not a value of 'excludePlatforms'
                    /conditions/devices | {"deviceFilter":{"mode":"include"}} | 'rule'
                    /conditions/devices | {"deviceFilter":{"mode":"maybe","rule":"device.isCompliant -eq True"}} | 'maybe' is not a value of 'mode'
                    /conditions/devices | {"deviceFilter":{"mode":"exclude","rule":"device.isCompliant -eq True"}} | 1032
                    /conditions/devices | {"includeDevices":["All"]} | 'includeDevices' is not evaluated
                    /conditions/servicePrincipalRiskLevels | ["high"] | 'servicePrincipalRiskLevels' is not evaluated
                    /conditions/insiderRiskLevels | "elevated" | 'insiderRiskLevels' is not evaluated
                    /conditions/authenticationFlows | {"transferMethods":"deviceCodeFlow"} | 1032
                    /conditions/authenticationFlows | {"transferMethods":"carrierPigeon"} | 'carrierPigeon' is not a value of 'transferMethods'
                    /conditions/moonPhase | "full" | 'moonPhase' does not exist
                    /conditions/applications | {"includeApplications":["Office365"]} | 'Office365' is not evaluated
                    /conditions/applications | {"includeApplications":["All"],"excludeApplications":["MicrosoftAdminPortals"]} | 'MicrosoftAdminPortals' is not evaluated
                    /conditions/applications | {"includeApplications":["All","None"]} | stand alone
                    /conditions/applications | {"includeApplications":["All"],"includeUserActions":["urn:user:registersecurityinfo"]} | not both
                    /conditions/applications | {"includeUserActions":["urn:user:applaud"]} | 'urn:user:applaud' is not a value
                    /conditions/applications | {"includeApplications":["All"],"includeAuthenticationContextClassReferences":["c1"]} | is not evaluated
                    /conditions/applications | {"includeApplications":["All"],"applicationFilter":{"mode":"include","rule":"x"}} | 'applicationFilter' is not evaluated
                    /conditions/applications | {"includeApplications":[]} | 'includeApplications' names
                    /conditions/applications | {"includeUserActions":["urn:user:registersecurityinfo"]} | 1032
                    /conditions/applications | {"includeApplications":["All"],"excludeApplications":["4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10"]} | 1032
                    /conditions/users | {"includeUsers":["somebody"]} | 'somebody' is not a value of 'includeUsers'
                    /conditions/users | {"includeUsers":["All"],"excludeUsers":["All"]} | 'All' is not a value of 'excludeUsers'
                    /conditions/users | {"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"martian"}} | 'martian' is not a value
                    /conditions/users | null | conditions need 'users'
                    /conditions | null | needs conditions
                    /grantControls/operator | "XOR" | 'XOR' is not a value of 'operator'
                    /grantControls/operator | "OR" | 1032
                    /grantControls/builtInControls | ["passwordChange"] | 1032
                    /grantControls/builtInControls | ["mfa","block"] | block cannot be combined
                    /grantControls/builtInControls | ["compliantDevice"] | 'compliantDevice' is not evaluated
                    /grantControls/builtInControls | ["riskRemediation"] | 'riskRemediation' is not evaluated
                    /grantControls/builtInControls | ["applause"] | 'applause' is not a value of 'builtInControls'
                    /grantControls/builtInControls | [] | at least one control
                    /grantControls/termsOfUse | ["x"] | 'termsOfUse' is not evaluated
                    /grantControls/authenticationStrength | {"id":"00000000-0000-0000-0000-000000000003"} | demand the same
                    /grantControls/authenticationStrength | {"id":"strong"} | 'strong' is not a value
                    /grantControls/customAuthenticationFactors | ["x"] | 'customAuthenticationFactors' is not evaluated
                    /sessionControls/signInFrequency | {"isEnabled":true,"frequencyInterval":"timeBased","value":24,"type":"hours"} | in hours is 1 to 23
                    /sessionControls/signInFrequency | {"isEnabled":true,"value":366,"type":"days"} | in days is 1 to 365
                    /sessionControls/signInFrequency | {"isEnabled":true,"value":0,"type":"days"} | in days is 1 to 365
                    /sessionControls/signInFrequency | {"isEnabled":true,"value":"4","type":"hours"} | whole number
                    /sessionControls/signInFrequency | {"isEnabled":true,"value":4,"type":"moons"} | 'moons' is not a value of 'type'
                    /sessionControls/signInFrequency | {"isEnabled":true,"frequencyInterval":"everyTime","value":1,"type":"days"} | are null
                    /sessionControls/signInFrequency | {"isEnabled":true,"frequencyInterval":"sometimes"} | 'sometimes' is not a value
                    /sessionControls/signInFrequency | {"isEnabled":"yes","value":4,"type":"hours"} | 'isEnabled' is true or false
                    /sessionControls/signInFrequency | {"isEnabled":true,"value":4,"type":"hours","authenticationType":"tertiary"} | 'tertiary' is not a value
                    /sessionControls/persistentBrowser | {"isEnabled":true,"mode":"always"} | 'persistentBrowser always' is not evaluated
                    /sessionControls/persistentBrowser | {"isEnabled":true,"mode":"perhaps"} | 'perhaps' is not a value of 'mode'
                    /sessionControls/cloudAppSecurity | {"isEnabled":true,"cloudAppSecurityType":"monitorOnly"} | 'cloudAppSecurity' is not evaluated
                    /sessionControls/disableResilienceDefaults | true | 'disableResilienceDefaults' is not evaluated
                    /surprise | true | 'surprise' does not exist
                    """)
    void what_is_wrong_or_could_not_be_honoured_is_refused_by_name(String pointer, String value, String reason) {
        ObjectNode json = highUserRisk();
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? json : json.withObject(pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), Feeds.read(value));

        assertThatThrownBy(() -> GraphPolicy.of(json))
                .isInstanceOf(Refusal.class)
                .extracting(e -> ((Refusal) e).inner().orElse(""))
                .asString()
                .contains(reason);
    }

    @Test
    void what_is_empty_or_annotated_is_no_condition() {
        ObjectNode json = highUserRisk();
        json.put("@odata.type", "#microsoft.graph.conditionalAccessPolicy").put("id", "anything");
        ObjectNode conditions = json.withObject("/conditions");
        conditions.putNull("locations");
        conditions.putArray("servicePrincipalRiskLevels");
        conditions.putObject("devices");
        conditions.put("users@odata.type", "#microsoft.graph.conditionalAccessUsers");

        assertThat(meaning(json)).isEqualTo(meaning(highUserRisk()));
    }

    @Test
    void places_platforms_actions_flows_and_frequencies_mean_what_they_say() {
        ObjectNode json = highUserRisk();
        json.withObject("/grantControls").putArray("builtInControls").add("block");
        ObjectNode conditions = json.withObject("/conditions");
        conditions.putArray("userRiskLevels");
        conditions.set(
                "locations",
                Feeds.read("{\"includeLocations\":[\"All\"],\"excludeLocations\":[\"AllTrusted\",\"" + USER + "\"]}"));
        conditions.set("platforms", Feeds.read("{\"includePlatforms\":[\"all\"],\"excludePlatforms\":[\"iOS\"]}"));
        conditions.set(
                "devices",
                Feeds.read("{\"deviceFilter\":{\"mode\":\"exclude\",\"rule\":\"device.model -eq \\\"X\\\"\"}}"));
        conditions.set(
                "authenticationFlows", Feeds.read("{\"transferMethods\":\"deviceCodeFlow,authenticationTransfer\"}"));
        json.set(
                "sessionControls",
                Feeds.read(
                        "{\"signInFrequency\":{\"isEnabled\":true,\"value\":4,\"type\":\"hours\",\"authenticationType\":\"secondaryAuthentication\"},\"persistentBrowser\":{\"isEnabled\":true,\"mode\":\"never\"}}"));

        Policy policy = meaning(json);

        var locations = policy.conditions().locations().orElseThrow();
        assertThat(locations.include().all()).isTrue();
        assertThat(locations.exclude().allTrusted()).isTrue();
        assertThat(locations.exclude().named()).containsExactly(LocationId.of(USER));
        assertThat(policy.conditions().platforms().orElseThrow().exclude()).containsExactly(Platform.IOS);
        assertThat(policy.conditions().devices().orElseThrow().mode()).isEqualTo(DeviceFilter.Mode.EXCLUDE);
        assertThat(policy.conditions().flows()).hasSize(2);
        var frequency = policy.session().orElseThrow().signInFrequency().orElseThrow();
        assertThat(frequency.every()).contains(Duration.ofHours(4));
        assertThat(frequency.covers()).isEqualTo(SignInFrequency.Covers.SECONDARY);
        assertThat(GraphPolicy.of(json).mentions().ids(Mentions.Kind.LOCATION)).containsExactly(UUID.fromString(USER));
    }

    @Test
    void a_policy_about_registering_a_factor_is_about_no_application() {
        ObjectNode json = highUserRisk();
        json.withObject("/conditions").putArray("userRiskLevels");
        json.withObject("/grantControls").putArray("builtInControls").add("block");
        json.withObject("/conditions")
                .set("applications", Feeds.read("{\"includeUserActions\":[\"urn:user:registersecurityinfo\"]}"));

        assertThat(meaning(json).aboutActions()).isTrue();
        json.put("state", "enabledForReportingButNotEnforced");
        assertThatThrownBy(() -> GraphPolicy.of(json)).isInstanceOf(Refusal.class);
    }

    @Test
    void what_is_switched_off_demands_nothing() {
        ObjectNode json = highUserRisk();
        json.set(
                "sessionControls",
                Feeds.read(
                        "{\"signInFrequency\":{\"isEnabled\":false,\"value\":4,\"type\":\"hours\"},\"cloudAppSecurity\":{\"isEnabled\":false},\"disableResilienceDefaults\":false}"));

        assertThat(meaning(json).session()).isEmpty();
    }

    @Test
    void a_policy_that_demands_nothing_is_refused() {
        ObjectNode json = highUserRisk();
        json.putNull("grantControls");
        json.putNull("sessionControls");

        assertThatThrownBy(() -> GraphPolicy.of(json)).isInstanceOf(Refusal.class);
    }
}
