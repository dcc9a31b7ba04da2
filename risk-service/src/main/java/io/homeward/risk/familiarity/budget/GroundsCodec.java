package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Grounds as bytes and back, exactly. The first byte is the version of the layout. */
@SuppressWarnings("EnumOrdinal") // the order of the constants is part of the version
public final class GroundsCodec {
    private static final int VERSION = 1;
    private static final int LEARNING = 1;
    private static final int INFRASTRUCTURE = 2;
    private static final int VOUCHED = 4;
    private static final int WEIGHT = 1;
    private static final int FLOOR = 2;

    private GroundsCodec() {}

    public static byte[] write(Grounds grounds) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte((grounds.learning() ? LEARNING : 0)
                    | (grounds.infrastructure() ? INFRASTRUCTURE : 0)
                    | (grounds.vouched() ? VOUCHED : 0));
            out.writeInt(grounds.observation().history());
            for (Observation.Seen seen : grounds.observation().seen()) {
                out.writeByte(seen.standing().ordinal());
                if (seen.standing().speaks()) {
                    out.writeFloat(seen.count());
                    out.writeFloat(seen.total());
                    out.writeFloat(seen.usual());
                    out.writeFloat(seen.novelty());
                }
            }
            Thresholds thresholds = grounds.thresholds();
            out.writeDouble(thresholds.low());
            out.writeDouble(thresholds.medium());
            out.writeDouble(thresholds.high());
            out.writeDouble(thresholds.signIns());
            out.writeShort(grounds.findings().size());
            for (Finding finding : grounds.findings()) {
                write(finding, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Finding finding, DataOutputStream out) throws IOException {
        switch (finding) {
            case Finding.Weight weight -> {
                out.writeByte(WEIGHT);
                out.writeUTF(weight.name());
                out.writeByte(weight.group().ordinal());
                out.writeDouble(weight.weight());
            }
            case Finding.Floor floor -> {
                out.writeByte(FLOOR);
                out.writeUTF(floor.name());
                out.writeByte(floor.grade().ordinal());
            }
        }
    }

    /** @throws IllegalArgumentException where the bytes are no grounds of a version known here */
    public static Grounds read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("Grounds of version " + version);
            }
            int flags = in.readByte();
            int history = in.readInt();
            var seen = new ArrayList<Observation.Seen>(Level.values().length);
            for (int left = Level.values().length; left > 0; left--) {
                var standing = Observation.Standing.values()[in.readByte()];
                seen.add(
                        standing.speaks()
                                ? new Observation.Seen(
                                        standing, in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat())
                                : new Observation.Seen(standing, 0, 0, 0, 0));
            }
            var thresholds = new Thresholds(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
            return new Grounds(
                    new Observation(history, seen),
                    (flags & LEARNING) != 0,
                    (flags & INFRASTRUCTURE) != 0,
                    findings(in),
                    thresholds,
                    (flags & VOUCHED) != 0);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("No grounds", e);
        }
    }

    private static List<Finding> findings(DataInputStream in) throws IOException {
        var findings = new ArrayList<Finding>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            findings.add(
                    switch (in.readByte()) {
                        case WEIGHT -> {
                            String name = in.readUTF();
                            yield new Finding.Weight(Finding.Group.values()[in.readByte()], name, in.readDouble());
                        }
                        case FLOOR -> new Finding.Floor(in.readUTF(), Grade.values()[in.readByte()]);
                        default -> throw new IOException("No finding");
                    });
        }
        return findings;
    }
}
