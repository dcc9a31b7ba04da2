package io.homeward.bench.quality.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** All sign-ins of a profile in the order of time. Holds one sign-in per person: the next. */
public final class Population implements Iterator<Login> {
    private record Due(Login login, Life life) {}

    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.<Due>comparingLong(each -> each.login.at()).thenComparingInt(each -> each.login.user()));
    private int given;

    public Population(Profile profile, long seed) {
        var organisations = new ArrayList<Organisation>();
        for (int tenant = 0; tenant < profile.tenants(); tenant++) {
            organisations.add(new Organisation(profile, tenant, Dice.of(seed, 1, tenant)));
        }
        for (int user = 0; user < profile.users(); user++) {
            Organisation organisation = organisations.get(user % profile.tenants());
            continued(new Life(profile, organisation, user, Dice.of(seed, 2, user)));
        }
    }

    /** All of them at once, for those who need to know what comes later. */
    public static List<Login> all(Profile profile, long seed) {
        var all = new ArrayList<Login>();
        new Population(profile, seed).forEachRemaining(all::add);
        return all;
    }

    /** What somebody drawn from the whole population holds in his hand at this moment. */
    public static Device anybodysDevice(Dice dice, Profile profile, long at) {
        return Owned.drawn(dice, profile).at(at);
    }

    /** Whether this browser version can be seen at that time. */
    public static boolean isOut(Device device, long at) {
        return device.browserVersion() <= Owned.newest(device.browser(), at);
    }

    @Override
    public boolean hasNext() {
        return !due.isEmpty();
    }

    @Override
    public Login next() {
        Due next = due.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        continued(next.life);
        Login it = next.login;
        return new Login(given++, it.tenant(), it.user(), it.at(), it.address(), it.device(), it.mistyped());
    }

    private void continued(Life life) {
        Login login = life.next();
        if (login != null) {
            due.add(new Due(login, life));
        }
    }
}
