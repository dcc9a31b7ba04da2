package io.homeward.local.story;

import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Sample;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A technician whose account becomes risky is refused in every customer's tenant, puts it right at home because his home tenant's rules
 * let him, or an administrator there does, and gets back in. Everything goes through the public door.
 */
public final class TechnicianStory {
    /** Enough for tens of thousands of sign-ins in the weeks before. */
    public static final int NORDLYS_PEOPLE = 320;

    public static final int HARBOUR_PEOPLE = 40;

    /** Invariant 3: how soon after the call that raised a risk has returned, every gateway refuses. */
    private static final Duration PROPAGATION = Duration.ofSeconds(1);

    /** How long a gateway that is cut off may still let in. */
    private static final Duration LEASE = Duration.ofSeconds(2);

    private static final Duration RESTART = Duration.ofSeconds(60);

    private final Stage stage;
    private final Sample sample;
    private final Outage outageOfRisk;
    private final Attack attack;
    private final Map<Organisation, String> ingridsTokens = new LinkedHashMap<>();

    /**
     * @param outageOfRisk takes risk-service away for a while
     * @param files a folder for the streams of sign-ins
     */
    public TechnicianStory(PublicDoor door, Sample sample, Outage outageOfRisk, Path files, Transcript transcript) {
        this.stage = new Stage(door, transcript, Clock.systemUTC());
        this.sample = sample;
        this.outageOfRisk = outageOfRisk;
        this.attack = new Attack(stage, files);
    }

    /** Plays all of it. What was not as expected is in the transcript; where it cannot go on, it breaks off. */
    public void play() {
        stage.transcript().begin();
        try {
            String ingrid = enrolments();
            entrances(ingrid);
            attackOnNordlys();
            refusedAndReleased(ingrid);
            withoutPolicies();
            relationshipEnds();
            outage();
        } catch (RuntimeException e) {
            stage.transcript().broken(e);
        }
    }

    private String tomsToken = "";
    private String hanasToken = "";

    private String enrolments() {
        stage.transcript().chapter("1", "Two providers, three customers; the technicians enrol within the grace");
        String ingrid = stage.enrol(sample.nordlys(), sample.ingrid());
        tomsToken = stage.enrol(sample.harbour(), sample.tom());
        hanasToken = stage.enrol(sample.harbour(), sample.hana());
        return ingrid;
    }

    private void entrances(String ingrid) {
        stage.transcript().chapter("2", "The technicians call the customers' tenants");
        for (Organisation customer : sample.customers()) {
            ingridsTokens.put(customer, stage.enter(sample.nordlys(), sample.ingrid(), ingrid, customer, "D2"));
        }
        stage.tell(
                sample.ingrid(),
                "opens Fjord Clinic's application",
                application(tokenFor(sample.fjord())),
                Expectation.status(200),
                Expectation.rule("D2"),
                Expectation.text("/claims/sub", sample.ingrid().id()),
                Expectation.text("/claims/tid", sample.fjord().id()));
    }

    private void attackOnNordlys() {
        stage.transcript().chapter("3", "Sign-ins are imported, a password spray at their end: the risk becomes high");
        Answer imported = attack.on(sample.nordlys(), sample.ingrid(), sample.nordlysStaff(), 4, 48);
        // The clock of D15 starts here, before anything is told.
        String token = tokenFor(sample.fjord());
        long begin = System.nanoTime();
        Answer first = Eventually.get(
                () -> stage.people(token), "a refusal", answer -> answer.status() == 403, PROPAGATION.multipliedBy(5));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        stage.tell(
                sample.nordlys(), "imports " + imported.text("/received") + " sign-ins", imported, Attack.expected());
        stage.tell(
                sample.nordlys(),
                "looks at Ingrid Berg's risk",
                stage.riskOf(sample.nordlys(), sample.ingrid()),
                Expectation.status(200),
                Expectation.text("/riskLevel", "high"),
                Expectation.text("/riskState", "atRisk"));
        stage.tell(
                sample.nordlys(),
                "looks at the detections",
                detections(sample.nordlys(), sample.ingrid()),
                Expectation.status(200),
                Expectation.contains("passwordSpray"));
        stage.transcript().chapter("4", "Her live token is refused everywhere; at home she puts it right");
        stage.transcript()
                .told(
                        "Ingrid Berg",
                        "D15: refused since the import returned",
                        first.rule() + " after " + took.toMillis() + " ms",
                        took,
                        took.compareTo(PROPAGATION) <= 0);
    }

    private Answer detections(Organisation home, Person person) {
        return stage.door()
                .get(
                        home.token(),
                        "/v1.0/identityProtection/riskDetections?$filter=userId%20eq%20'" + person.id() + "'");
    }

    private void refusedAndReleased(String oldHomeToken) {
        Expectation[] notice = stage.notice(sample.nordlys(), "D3", "self", "securePasswordChange");
        for (Organisation customer : sample.customers()) {
            stage.tell(sample.ingrid(), "calls " + customer.name(), stage.people(tokenFor(customer)), notice);
        }
        stage.tell(sample.ingrid(), "opens Fjord Clinic's application", application(tokenFor(sample.fjord())), notice);
        stage.tell(
                sample.ingrid(),
                "asks for a new token for Fjord Clinic",
                stage.exchange(sample.nordlys(), oldHomeToken, sample.fjord()),
                Expectation.status(400),
                Expectation.code(530034));
        String newHomeToken = securePasswordChange();
        stage.transcript().chapter("5", "Her old token stays dead; a new one works");
        for (Organisation customer : sample.customers()) {
            stage.tell(
                    sample.ingrid(),
                    "calls " + customer.name() + ", old token",
                    stage.people(tokenFor(customer)),
                    Expectation.status(401),
                    Expectation.rule("D9"));
        }
        for (Organisation customer : sample.customers()) {
            ingridsTokens.put(customer, stage.enter(sample.nordlys(), sample.ingrid(), newHomeToken, customer, "D9"));
        }
    }

    private String securePasswordChange() {
        Person ingrid = sample.ingrid();
        SignIn signIn = stage.begin(sample.nordlys(), ingrid);
        stage.tell(
                ingrid,
                "signs in at home",
                signIn.password(ingrid.password()),
                Expectation.state("account-at-risk"),
                Expectation.rule("H8"),
                Expectation.code(50135));
        stage.tell(ingrid, "goes on", signIn.goOn(), Expectation.state("verify-identity"));
        stage.tell(ingrid, "passes MFA", signIn.totp(ingrid.code()), Expectation.state("change-password"));
        String newPassword = "a new " + ingrid.password();
        stage.tell(ingrid, "takes a new password", signIn.changePassword(newPassword), Expectation.state("signed-in"));
        ingrid.remember(newPassword);
        stage.tell(
                sample.nordlys(),
                "looks at Ingrid Berg's risk",
                stage.riskOf(sample.nordlys(), ingrid),
                Expectation.text("/riskLevel", "none"),
                Expectation.text("/riskState", "remediated"),
                Expectation.text("/riskDetail", "userPerformedSecuredPasswordChange"));
        return signIn.token();
    }

    private void withoutPolicies() {
        new HomeWithoutRules(stage, sample, attack).play(tomsToken, hanasToken);
    }

    private void relationshipEnds() {
        stage.transcript().chapter("7", "Customer C ends its relationship");
        String token = tokenFor(sample.birkevik());
        stage.tell(
                sample.birkevik(),
                "ends the relationship with Nordlys IT",
                sample.withBirkevik().endedByCustomer(),
                Expectation.status(201));
        Answer refused = stage.within(
                PROPAGATION, "Ingrid Berg", "D22: refused since that call returned", () -> stage.people(token), "D22");
        stage.tell(
                sample.ingrid(),
                "calls Birkevik School",
                refused,
                Expectation.status(403),
                Expectation.rule("D22"),
                Expectation.code(500213));
        stage.tell(
                sample.ingrid(),
                "calls Fjord Clinic",
                stage.people(tokenFor(sample.fjord())),
                Expectation.status(200),
                Expectation.rule("D2", "D9"));
    }

    private void outage() {
        stage.transcript().chapter("8", "risk-service is away: technicians are refused, members are not");
        SignIn lars = stage.begin(sample.fjord(), sample.lars());
        lars.password(sample.lars().password());
        String member = lars.token();
        String token = tokenFor(sample.fjord());
        outageOfRisk.begin();
        Answer refused = stage.within(
                LEASE.plusMillis(500),
                "Ingrid Berg",
                "D19: refused since risk-service is gone",
                () -> stage.people(token),
                "D19");
        stage.tell(
                sample.ingrid(),
                "calls Fjord Clinic",
                refused,
                Expectation.status(503),
                Expectation.rule("D19"),
                Expectation.code(530034),
                Expectation.header("Retry-After"));
        stage.tell(sample.lars(), "calls Fjord Clinic, his own", stage.people(member), Expectation.status(200));
        SignIn again = stage.begin(sample.fjord(), sample.lars());
        stage.tell(
                sample.lars(),
                "signs in at home",
                again.password(sample.lars().password()),
                Expectation.state("signed-in"));
        outageOfRisk.end();
        stage.within(
                RESTART,
                "Ingrid Berg",
                "back in since risk-service starts again",
                () -> stage.people(token),
                "D2",
                "D9");
    }

    private Answer application(String token) {
        return stage.door().app(token, "/" + sample.fjord().id() + "/" + Sample.APPLICATION + "/today", Map.of());
    }

    private String tokenFor(Organisation customer) {
        return ingridsTokens.getOrDefault(customer, "");
    }
}
