package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of the flows names the states and moves that there are, and no others. */
class FlowDiagramTest {
    private static final Pattern ARROW = Pattern.compile("^ {4}(\\S+) --> ([^\\s:]+)(?:: (.*))?$", Pattern.MULTILINE);

    @Test
    void every_state_is_drawn_and_nothing_else() throws IOException {
        Set<String> drawn = new TreeSet<>();
        Matcher arrow = ARROW.matcher(diagram());
        while (arrow.find()) {
            drawn.add(arrow.group(1));
            drawn.add(arrow.group(2));
        }
        drawn.remove("[*]");

        assertThat(drawn).isEqualTo(names(FlowState.class));
    }

    @Test
    void every_move_is_drawn() throws IOException {
        String diagram = diagram();

        assertThat(names(Move.class)).allSatisfy(move -> assertThat(diagram).containsPattern(": .*\\b" + move + "\\b"));
    }

    private static String diagram() throws IOException {
        return Files.readString(Path.of("FLOWS.md"));
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
