package io.homeward.local.sample;

import io.homeward.local.door.PublicDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes the organisations of a story: two providers, three customers, who works there, and what they have agreed. */
public final class Organisations {
    private final PublicDoor door;
    private final Operator operator;
    private final String upstream;

    /** @param upstream the address of customer A's application */
    public Organisations(PublicDoor door, Operator operator, String upstream) {
        this.door = door;
        this.operator = operator;
        this.upstream = upstream;
    }

    /**
     * @param runId becomes part of each domain
     * @param nordlysPeople how many colleagues Nordlys has in its directory
     */
    public Sample make(String runId, int nordlysPeople, int harbourPeople) {
        List<Organisation> all = Together.each(
                List.of(
                        new Plan("Nordlys IT", "nordlys", "service provider with self-remediation"),
                        new Plan("Harbour Managed", "harbour", "service provider without policies"),
                        new Plan("Fjord Clinic", "fjord", "customer A"),
                        new Plan("Ostrand Logistics", "ostrand", "customer B"),
                        new Plan("Birkevik School", "birkevik", "customer C")),
                plan -> found(plan, runId));
        Organisation nordlys = all.get(0);
        Organisation harbour = all.get(1);
        Organisation fjord = all.get(2);
        Organisation ostrand = all.get(3);
        Organisation birkevik = all.get(4);

        Person ingrid = at(nordlys).person("Ingrid Berg", "technician");
        administrator(nordlys, "Asta Lund");
        Person tom = at(harbour).person("Tom Keane", "technician");
        Person hana = administrator(harbour, "Hana Novak");
        Person lars = administrator(fjord, "Lars Moe");
        administrator(ostrand, "Olga Falk");
        administrator(birkevik, "Brit Dahl");
        String nordlysTechnicians = at(nordlys).group("Technicians", List.of(ingrid));
        String harbourTechnicians = at(harbour).group("Technicians", List.of(tom));
        rules(nordlys, nordlysTechnicians, harbour);
        at(nordlys).portal("Nordlys portal");
        at(harbour).portal("Harbour portal");
        at(fjord).portal("Fjord portal");
        at(fjord).behindTheAppsDoor("Patient records", Sample.APPLICATION, upstream);

        Map<String, String> nordlysStaff = staff(nordlys, nordlysPeople, ingrid);
        Map<String, String> harbourStaff = staff(harbour, harbourPeople, tom);
        Relationship last = agreements(all, nordlysTechnicians, harbourTechnicians);
        all.forEach(each -> each.people().forEach(at(each)::await));
        return new Sample(
                runId,
                nordlys,
                harbour,
                fjord,
                ostrand,
                birkevik,
                ingrid,
                tom,
                hana,
                lars,
                nordlysStaff,
                harbourStaff,
                last);
    }

    private record Plan(String name, String domain, String role) {}

    private Organisation found(Plan plan, String runId) {
        String domain = "%s-%s.example".formatted(plan.domain(), runId);
        Organisation organisation = operator.found(plan.name(), domain, plan.role());
        at(organisation).await();
        return organisation;
    }

    private Person administrator(Organisation organisation, String name) {
        Person person = at(organisation).person(name, "administrator");
        at(organisation).appoint(person, Roles.GLOBAL_ADMINISTRATOR);
        return person;
    }

    private void rules(Organisation nordlys, String nordlysTechnicians, Organisation harbour) {
        at(nordlys).userRiskPolicy();
        at(nordlys).signInRiskPolicy(nordlysTechnicians);
        at(nordlys).registrationPolicy();
        at(harbour).registrationPolicy();
    }

    /** Names and ids of everybody in the directory. */
    private Map<String, String> staff(Organisation organisation, int number, Person technician) {
        List<String> names = IntStream.rangeClosed(1, number)
                .mapToObj(each -> "colleague%03d@%s".formatted(each, organisation.domain()))
                .toList();
        Map<String, String> staff = new LinkedHashMap<>(Colleagues.add(door, organisation, names));
        staff.put(technician.userPrincipalName(), technician.id());
        return staff;
    }

    /** Returns the one between Nordlys and customer C. */
    private Relationship agreements(List<Organisation> all, String nordlysGroup, String harbourGroup) {
        Organisation nordlys = all.get(0);
        Organisation harbour = all.get(1);
        record Agreement(Organisation provider, Organisation customer, String group) {}
        return Together.each(
                        List.of(
                                new Agreement(nordlys, all.get(2), nordlysGroup),
                                new Agreement(nordlys, all.get(3), nordlysGroup),
                                new Agreement(nordlys, all.get(4), nordlysGroup),
                                new Agreement(harbour, all.get(2), harbourGroup)),
                        each -> Relationship.agree(door, each.provider(), each.customer(), each.group()))
                .get(2);
    }

    private Administration at(Organisation organisation) {
        return new Administration(door, organisation);
    }
}
