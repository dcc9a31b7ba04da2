package io.homeward.risk.detection;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.intel.Edition;
import io.homeward.intel.Locality;
import io.homeward.intel.Network;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Agent;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.intel.Flagged;
import io.homeward.risk.signin.Coordinates;
import io.homeward.risk.signin.Device;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.Session;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A sign-in as it is once everything about it has been looked up; names only what a test is about. */
record Drawn(
        Instant at,
        String ip,
        long asn,
        Agent agent,
        String device,
        Session session,
        boolean interactive,
        int code,
        boolean hosting,
        boolean trusted,
        Optional<Coordinates> place,
        int radiusKm) {
    static final PersonId RUI = new PersonId(UUID.fromString("22222222-2222-4222-8222-222222222222"));
    static final Agent FIREFOX = new Agent("desktop", "Linux", "6", "Firefox", "140", "");
    static final Agent SAFARI = new Agent("mobile", "iOS", "19", "Mobile Safari", "19", "iPhone");
    static final Agent CURL = new Agent("program", "", "", "curl", "8", "");

    static Drawn at(Instant at) {
        return new Drawn(
                at, "203.0.113.9", 64500, FIREFOX, "", Session.NONE, true, 0, false, false, Optional.empty(), 50);
    }

    Drawn from(String other, long network) {
        return new Drawn(
                at, other, network, agent, device, session, interactive, code, hosting, trusted, place, radiusKm);
    }

    Drawn with(Agent other) {
        return new Drawn(at, ip, asn, other, device, session, interactive, code, hosting, trusted, place, radiusKm);
    }

    Drawn on(String other) {
        return new Drawn(at, ip, asn, agent, other, session, interactive, code, hosting, trusted, place, radiusKm);
    }

    Drawn ending(int other) {
        return new Drawn(at, ip, asn, agent, device, session, interactive, other, hosting, trusted, place, radiusKm);
    }

    Drawn in(double north, double east, int radius) {
        return new Drawn(
                at,
                ip,
                asn,
                agent,
                device,
                session,
                interactive,
                code,
                hosting,
                trusted,
                Optional.of(new Coordinates(north, east)),
                radius);
    }

    Drawn session(String id) {
        return new Drawn(
                at,
                ip,
                asn,
                agent,
                device,
                new Session(id, session.issuer(), session.browser(), ""),
                interactive,
                code,
                hosting,
                trusted,
                place,
                radiusKm);
    }

    Drawn vouched(String issuer, String browser) {
        return new Drawn(
                at,
                ip,
                asn,
                agent,
                device,
                new Session(session.id(), issuer, browser, ""),
                interactive,
                code,
                hosting,
                trusted,
                place,
                radiusKm);
    }

    Drawn use() {
        return new Drawn(at, ip, asn, agent, device, session, false, code, hosting, trusted, place, radiusKm);
    }

    Drawn inDataCentre() {
        return new Drawn(at, ip, asn, agent, device, session, interactive, code, true, trusted, place, radiusKm);
    }

    Drawn trusting() {
        return new Drawn(at, ip, asn, agent, device, session, interactive, code, hosting, true, place, radiusKm);
    }

    SignIn signIn() {
        Optional<IpAddress> address = IpAddress.parse(ip);
        var flags = hosting && address.isPresent()
                ? List.of(new Flagged(
                        AddressFlag.HOSTING, IpRange.of(address.get()), new Edition("hosting.txt", "1", at)))
                : List.<Flagged>of();
        var locality = new Locality(
                Optional.empty(),
                "",
                "Somewhere",
                place.map(point -> new Locality.Point(point.latitude(), point.longitude())),
                radiusKm,
                Optional.empty());
        var enrichment = new Enrichment(
                address.isPresent() && !ip.startsWith("10."),
                locality,
                Enrichment.PlacedBy.DATABASE,
                true,
                asn == 0 ? Optional.empty() : Optional.of(new Network(asn, "Example")),
                true,
                flags,
                trusted,
                agent,
                List.of());
        return new SignIn(
                UUID.randomUUID().toString(),
                at,
                Optional.of(RUI),
                "rui@x.example",
                "app",
                "Mail",
                "Browser",
                interactive,
                "",
                address,
                new Place("Somewhere", "", "XX", place),
                new Device(device, agent.osFamily(), agent.browserFamily(), agent.toString()),
                session,
                new Outcome(code, "", interactive),
                1,
                enrichment);
    }
}
