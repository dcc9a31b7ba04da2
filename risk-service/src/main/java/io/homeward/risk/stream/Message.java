package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A record of the topic, as far as it can be told by itself what it is. */
sealed interface Message {

    /** The header that names the tenant: its id as text. */
    String TENANT = "homeward-tenant";

    /** As long as a line of a file may be; no sign-in comes near it. */
    int LONGEST = 1 << 18;

    ConsumerRecord<byte[], byte[]> source();

    default TopicPartition partition() {
        return new TopicPartition(source().topic(), source().partition());
    }

    record Understood(ConsumerRecord<byte[], byte[]> source, TenantId tenant, SignIn signIn) implements Message {}

    /** @param reason for whoever looks after the topic */
    record Poison(ConsumerRecord<byte[], byte[]> source, String reason) implements Message {}

    static Message read(ConsumerRecord<byte[], byte[]> source, Instant now) {
        Optional<TenantId> tenant = tenant(source);
        byte[] value = source.value();
        if (tenant.isEmpty()) {
            return new Poison(source, "There is not one header " + TENANT + " with a tenant's id");
        }
        if (value == null) {
            return new Poison(source, "There is no sign-in");
        }
        if (value.length > LONGEST) {
            return new Poison(source, "A sign-in of %d bytes is too large".formatted(value.length));
        }
        return switch (GraphSignIns.one(value)) {
            case Reading.Bad bad -> new Poison(source, bad.reason());
            case Reading.Good good
            when Months.keeps(good.signIn().at(), now) -> new Understood(source, tenant.get(), good.signIn());
            case Reading.Good good -> new Poison(source, "The time is too long ago, or lies in the future");
        };
    }

    /** Two headers are as good as none: who reads the other would see another tenant. */
    private static Optional<TenantId> tenant(ConsumerRecord<byte[], byte[]> source) {
        Iterator<Header> headers = source.headers().headers(TENANT).iterator();
        if (!headers.hasNext()) {
            return Optional.empty();
        }
        byte[] value = headers.next().value();
        if (value == null || headers.hasNext()) {
            return Optional.empty();
        }
        try {
            String text = new String(value, StandardCharsets.UTF_8);
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(new TenantId(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
