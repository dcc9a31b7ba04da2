package io.homeward.gateway.web;

import io.homeward.accessrules.standing.StandingNotice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One no, as a value. The detail is shown to the caller, so it names nothing he may not see.
 *
 * @param ruling the rule of the law that settled it, where one did
 * @param standing what the caller may know of the account's standing, where the law says that he is told (D3-D9, D11, D12, D15, D19)
 * @param headers besides those that every answer carries
 */
public record Refusal(
        Fault fault,
        String detail,
        Optional<Ruling> ruling,
        Optional<StandingNotice> standing,
        Map<String, String> headers) {

    /**
     * @param rule an id of the law, e.g. {@code D3}
     * @param code the number that administrators' scripts branch on, e.g. 530034
     */
    public record Ruling(String rule, int code) {}

    public Refusal {
        headers = Map.copyOf(headers);
    }

    public static Refusal of(Fault fault, String detail) {
        return new Refusal(fault, detail, Optional.empty(), Optional.empty(), Map.of());
    }

    public Refusal ruledBy(String rule, int code) {
        return new Refusal(fault, detail, Optional.of(new Ruling(rule, code)), standing, headers);
    }

    public Refusal telling(Optional<StandingNotice> notice) {
        return new Refusal(fault, detail, ruling, notice, headers);
    }

    public Refusal with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Refusal(fault, detail, ruling, standing, more);
    }
}
