package io.homeward.risk.familiarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuningTest {

    @Test
    void every_number_is_part_of_the_version() throws ReflectiveOperationException {
        List<Object> all = changed(Tuning.SHIPPED);

        Set<String> versions = new HashSet<>();
        for (Object tuning : all) {
            versions.add(((Tuning) tuning).version());
        }

        assertThat(all).hasSizeGreaterThan(100);
        assertThat(versions).hasSameSizeAs(all).doesNotContain(Tuning.SHIPPED.version());
    }

    /** The same with one number changed, for each of its numbers. */
    private static List<Object> changed(Object value) throws ReflectiveOperationException {
        return switch (value) {
            // So little that shares still add up, to what is tolerated.
            case Double number -> List.of(number + 5e-10 * Math.max(1, Math.abs(number)));
            case Integer number -> List.of(number + 1);
            case Boolean truth -> List.of(!truth);
            case List<?> list -> {
                var all = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    for (Object other : changed(list.get(i))) {
                        var copy = new ArrayList<Object>(list);
                        copy.set(i, other);
                        all.add(copy);
                    }
                }
                yield all;
            }
            case Record tuning -> {
                RecordComponent[] components = tuning.getClass().getRecordComponents();
                Constructor<?> constructor = tuning.getClass()
                        .getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new));
                var all = new ArrayList<>();
                for (int i = 0; i < components.length; i++) {
                    for (Object other : changed(components[i].getAccessor().invoke(tuning))) {
                        Object[] arguments = new Object[components.length];
                        for (int j = 0; j < components.length; j++) {
                            arguments[j] =
                                    j == i ? other : components[j].getAccessor().invoke(tuning);
                        }
                        all.add(constructor.newInstance(arguments));
                    }
                }
                yield all;
            }
            default -> throw new AssertionError("A number of another kind: " + value);
        };
    }

    @Test
    void fearing_targeted_attackers_more_keeps_the_others_in_proportion() {
        var shipped = Tuning.SHIPPED.attackers();
        var attackers = Tuning.SHIPPED.withTargeted(.25).attackers();

        assertThat(attackers.naive() + attackers.vpn() + attackers.targeted() + attackers.foreign())
                .isCloseTo(1, within(1e-12));
        assertThat(attackers.naive() / attackers.vpn()).isCloseTo(shipped.naive() / shipped.vpn(), within(1e-12));
        assertThat(Tuning.SHIPPED.withTargeted(.25).version()).isNotEqualTo(Tuning.SHIPPED.version());
    }

    @Test
    void shares_that_do_not_add_up_are_refused() {
        assertThatThrownBy(() -> Tuning.SHIPPED.withTargeted(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
