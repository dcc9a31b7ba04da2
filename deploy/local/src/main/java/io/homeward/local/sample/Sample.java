package io.homeward.local.sample;

import java.util.List;
import java.util.Map;

/**
 * The organisations of one story.
 *
 * @param runId tells this story's organisations from those of every other
 * @param nordlys a service provider whose rules let people put their own risk right
 * @param harbour a service provider without any rules
 * @param fjord customer A, with an application behind the apps door
 * @param ostrand customer B
 * @param birkevik customer C
 * @param nordlysStaff user principal name to id, all who work at Nordlys
 * @param harbourStaff the same for Harbour
 * @param withBirkevik what Nordlys and customer C have agreed
 */
public record Sample(
        String runId,
        Organisation nordlys,
        Organisation harbour,
        Organisation fjord,
        Organisation ostrand,
        Organisation birkevik,
        Person ingrid,
        Person tom,
        Person hana,
        Person lars,
        Map<String, String> nordlysStaff,
        Map<String, String> harbourStaff,
        Relationship withBirkevik) {

    /** The name of customer A's application at the apps door. */
    public static final String APPLICATION = "records";

    public Sample {
        nordlysStaff = Map.copyOf(nordlysStaff);
        harbourStaff = Map.copyOf(harbourStaff);
    }

    public List<Organisation> organisations() {
        return List.of(nordlys, harbour, fjord, ostrand, birkevik);
    }

    public List<Organisation> customers() {
        return List.of(fjord, ostrand, birkevik);
    }
}
