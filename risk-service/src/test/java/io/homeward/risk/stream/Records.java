package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a broker hands them out. */
final class Records {
    static final String TOPIC = "signins";

    private Records() {}

    static ConsumerRecord<byte[], byte[]> of(TenantId tenant, int partition, long offset, String value) {
        return of(tenant.toString(), partition, offset, value == null ? null : bytes(value));
    }

    static ConsumerRecord<byte[], byte[]> of(String tenant, int partition, long offset, byte[] value) {
        Headers headers = new RecordHeaders();
        if (tenant != null) {
            headers.add(Message.TENANT, bytes(tenant));
        }
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                3,
                3,
                bytes("key"),
                value,
                headers,
                Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
