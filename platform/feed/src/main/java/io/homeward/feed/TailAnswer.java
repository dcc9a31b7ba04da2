package io.homeward.feed;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to one long poll.
 *
 * @param head the last position there is, as far as the answering process knows
 * @param certified everything committed before the request was sent stands at or below {@code head}
 * @param changes what follows the position asked for, without a gap; may end before {@code head}
 */
public record TailAnswer(String epoch, long head, boolean certified, List<Change> changes) {
    public TailAnswer {
        requireNonNull(epoch, "epoch");
        changes = List.copyOf(changes);
    }
}
