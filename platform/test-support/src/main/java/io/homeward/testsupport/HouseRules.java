package io.homeward.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The rules of the house that a machine can check, for one service. In its {@code ArchitectureTest}:
 *
 * <pre>{@code
 * static List<ArchRule> rules() { return HouseRules.of("io.homeward.risk"); }
 *
 * @ParameterizedTest @MethodSource("rules")
 * void the_service_keeps(ArchRule rule) { rule.check(HouseRules.mainClasses("io.homeward.risk")); }
 * }</pre>
 */
public final class HouseRules {
    private static final String RESOURCE = ".*Resource(\\$.*)?";
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";
    private static final String VIRTUAL_THREAD = "io.smallrye.common.annotation.RunOnVirtualThread";

    private HouseRules() {}

    /** The compiled main classes below a package. */
    public static JavaClasses mainClasses(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root);
    }

    /**
     * Every rule.
     *
     * @param root the service's root package
     * @param clocks full names of the classes that may ask the machine for the time: those that produce a {@code Clock}
     */
    public static List<ArchRule> of(String root, String... clocks) {
        return List.of(
                onlyTheEdgeSpeaksHttp(),
                nothingIsCalledAfterItsKind(),
                featuresFormNoCircle(root),
                resourcesRunOnVirtualThreads(),
                nobodyOpensTheDatabase(),
                nobodyAsksTheMachineForTheTime(clocks),
                nothingIsKeptInAThread());
    }

    /** Resources, {@code web} packages and clients of other services know HTTP; nobody else does. */
    public static ArchRule onlyTheEdgeSpeaksHttp() {
        return noClasses()
                .that()
                .haveNameNotMatching(RESOURCE)
                .and()
                .resideOutsideOfPackage("..web..")
                .and()
                .areNotAnnotatedWith(REST_CLIENT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
                .allowEmptyShould(true)
                .as("only *Resource, web and clients of other services speak HTTP");
    }

    public static ArchRule nothingIsCalledAfterItsKind() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO)(\\$.*)?$")
                .allowEmptyShould(true)
                .as("nothing is called Util, Utils, Helper, Manager, Impl or Dto");
    }

    public static ArchRule featuresFormNoCircle(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("the features of " + root + " form no circle");
    }

    public static ArchRule resourcesRunOnVirtualThreads() {
        return classes()
                .that()
                .areAnnotatedWith(PATH)
                .and()
                .areNotInterfaces()
                .should()
                .beAnnotatedWith(VIRTUAL_THREAD)
                .allowEmptyShould(true)
                .as("a resource class carries @RunOnVirtualThread");
    }

    /** {@code TenantDatabase} is the way to the database; whoever opens another escapes the tenant's fence. */
    public static ArchRule nobodyOpensTheDatabase() {
        Set<String> ways = Set.of(
                "javax.sql.DataSource",
                "java.sql.DriverManager",
                "io.agroal.api.AgroalDataSource",
                "jakarta.persistence.EntityManager",
                "jakarta.persistence.EntityManagerFactory");
        DescribedPredicate<JavaClass> aWayIn = describe("a way to the database", type -> ways.contains(type.getName()));
        return noClasses()
                .should()
                .dependOnClassesThat(aWayIn)
                .orShould()
                .accessTargetWhere(describe(
                        "Jdbi.create or Jdbi.open is called",
                        (JavaAccess<?> access) ->
                                access.getTargetOwner().getName().equals("org.jdbi.v3.core.Jdbi")
                                        && Set.of("create", "open").contains(access.getName())))
                .allowEmptyShould(true)
                .as("nobody but the platform opens the database");
    }

    public static ArchRule nobodyAsksTheMachineForTheTime(String... clocks) {
        Set<String> allowed = Set.of(clocks);
        return noClasses()
                .that(describe("do not produce the clock", type -> !allowed.contains(type.getName())))
                .should()
                .accessTargetWhere(describe("the machine is asked for the time", HouseRules::asksTheMachine))
                .allowEmptyShould(true)
                .as("the time is an argument: only the bean that produces the clock asks the machine");
    }

    public static ArchRule nothingIsKeptInAThread() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .allowEmptyShould(true)
                .as("nothing is kept in a thread");
    }

    /** {@code Instant.now(clock)} is fine: it has an argument. {@code System.nanoTime()} measures and tells no time. */
    private static boolean asksTheMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        if (owner.equals(System.class.getName())) {
            return name.equals("currentTimeMillis");
        }
        if (owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName())) {
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
        }
        boolean noArgument =
                access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit
                        && unit.getRawParameterTypes().isEmpty();
        return noArgument
                && ((owner.startsWith("java.time.") && name.equals("now"))
                        || (owner.equals(Date.class.getName()) && name.equals("<init>")));
    }
}
