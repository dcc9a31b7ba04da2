package io.homeward.local.sample;

import io.homeward.local.door.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant with what the story needs of it: its administration client, the portal its people sign in to, and some people. */
public final class Organisation {
    /** Well within the ten minutes that a token lives. */
    private static final Duration REUSED_FOR = Duration.ofMinutes(5);

    private final String id;
    private final String name;
    private final String domain;
    private final String role;
    private final Client administration;
    private final Tokens tokens;
    private final List<Person> people = new ArrayList<>();
    private volatile @Nullable Client portal;
    private String token = "";
    private long tokenAt;

    /** @param role what it is in the story, in words */
    Organisation(String id, String name, String domain, String role, Client administration, Tokens tokens) {
        this.id = id;
        this.name = name;
        this.domain = domain;
        this.role = role;
        this.administration = administration;
        this.tokens = tokens;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String domain() {
        return domain;
    }

    public String role() {
        return role;
    }

    public Client administration() {
        return administration;
    }

    public Optional<Client> portal() {
        return Optional.ofNullable(portal);
    }

    void has(Client newPortal) {
        portal = newPortal;
    }

    synchronized void has(Person person) {
        people.add(person);
    }

    public synchronized List<Person> people() {
        return List.copyOf(people);
    }

    /** A token of its administration client. */
    public synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - tokenAt > REUSED_FOR.toNanos()) {
            token = tokens.ofNewApplication(id, administration.id(), administration.secret());
            tokenAt = System.nanoTime();
        }
        return token;
    }
}
