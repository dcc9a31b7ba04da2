package io.homeward.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path USUAL = Path.of("/usual/data");

    @Test
    void without_any_it_plays_the_story_and_stays_up() throws Options.Misunderstood {
        Options options = parse();

        assertThat(options).isEqualTo(new Options(false, true, false, false, false, 0, USUAL, List.of()));
    }

    @Test
    void import_takes_files_up_to_the_next_option_and_there_is_no_story_then() throws Options.Misunderstood {
        Options options = parse("--import", "a.json", "b.log", "--once");

        assertThat(options.imports()).containsExactly(Path.of("a.json"), Path.of("b.log"));
        assertThat(options.once()).isTrue();
        assertThat(options.story()).isFalse();
    }

    @Test
    void a_port_offset_and_a_data_folder_make_room_for_a_second_copy() throws Options.Misunderstood {
        Options options = parse(
                "--port-offset",
                "100",
                "--data",
                "/elsewhere",
                "--no-story",
                "--fresh",
                "--verbose",
                "--with-address-data");

        assertThat(options)
                .isEqualTo(new Options(false, false, true, true, true, 100, Path.of("/elsewhere"), List.of()));
    }

    @Test
    void what_is_unknown_or_incomplete_is_named() {
        assertThatThrownBy(() -> parse("--onec")).hasMessage("Unknown option: --onec");
        assertThatThrownBy(() -> parse("--data")).hasMessage("--data wants a value");
        assertThatThrownBy(() -> parse("--import", "--once")).hasMessage("--import wants a value");
        assertThatThrownBy(() -> parse("--port-offset", "60000")).hasMessageContaining("--port-offset wants a number");
        assertThatThrownBy(() -> parse("--port-offset", "-1")).hasMessageContaining("--port-offset wants a number");
    }

    private static Options parse(String... arguments) throws Options.Misunderstood {
        return Options.parse(List.of(arguments), USUAL);
    }
}
