package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.constant;
import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.administrator.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AdministratorTableTest {
    static final String FILE = "administrators.json";

    /**
     * A member of home, acting at home, with MFA a minute ago, unless the row says otherwise.
     *
     * @param application the acts an app-only token is permitted; absent for a person
     */
    record Row(
            String act,
            List<String> roles,
            String home,
            String actingIn,
            Boolean himself,
            Duration mfaAgo,
            Boolean noMfa,
            List<String> application,
            List<String> targetRoles,
            Boolean targetDelegated) {

        Actor actor() {
            var acting = Ids.tenant(or(actingIn, "home"));
            if (application != null) {
                return new Actor.Application(acting, Given.constants(Act.class, application));
            }
            return new Actor.Person(
                    or(himself, false) ? Ids.HE : Ids.SOMEBODY_ELSE,
                    Ids.tenant(or(home, "home")),
                    acting,
                    ids(roles),
                    or(noMfa, false) ? Optional.empty() : Optional.of(NOW.minus(or(mfaAgo, Duration.ofMinutes(1)))));
        }

        Target target() {
            return new Target(Ids.HE, Ids.HOME, ids(targetRoles), or(targetDelegated, false));
        }

        private static Set<RoleId> ids(List<String> names) {
            return all(names).stream().map(Ids::role).collect(Collectors.toSet());
        }
    }

    /** @param reason absent where it is permitted */
    record Expect(String reason, Rule rule) implements Tables.Expectation {
        @Override
        public Set<Rule> with() {
            return Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> an_administrator_acts_on_a_person() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var permission = HomeAdministrator.may(constant(Act.class, given.act()), given.actor(), given.target(), NOW);

        if (expect.reason() == null) {
            assertThat(permission).isEqualTo(new Permission.Permitted());
        } else {
            var denied = new Permission.Denied(constant(Permission.Reason.class, expect.reason()));
            assertThat(permission).isEqualTo(denied);
            assertThat(denied.rule()).isEqualTo(Optional.ofNullable(expect.rule()));
        }
    }
}
