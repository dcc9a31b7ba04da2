package io.homeward.risk.export;

import io.homeward.risk.signin.UnreadableEnd;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file as it was before it was compressed with gzip, if it was, and without the mark that some systems put before UTF-8. */
public final class Unpacked extends BufferedInputStream {
    /** Enough to see the first element and the names of its members. */
    private static final int HEAD = 1 << 16;

    /** What a compressed file may grow to: no archive of sign-ins is larger, and a bomb is. */
    private static final long LARGEST = 16L << 30;

    private static final int MAGIC = 4;

    private Unpacked(InputStream plain) {
        super(plain, HEAD);
    }

    /** @throws NotUnderstood where it is no text at all */
    public static Unpacked of(InputStream file) throws IOException, NotUnderstood {
        var pushed = new PushbackInputStream(file, MAGIC);
        byte[] first = peek(pushed);
        if (starts(first, 0x1F, 0x8B)) {
            try {
                return Unpacked.of(new Bounded(new GZIPInputStream(pushed, HEAD)));
            } catch (EOFException | ZipException e) {
                throw new NotUnderstood("The file begins like one compressed with gzip, and is damaged");
            }
        }
        if (starts(first, 'P', 'K', 3, 4)) {
            throw new NotUnderstood(
                    "The file is a ZIP archive or a workbook; send what is in it, or compress it with gzip");
        }
        if (starts(first, 0xFF, 0xFE) || starts(first, 0xFE, 0xFF)) {
            throw new NotUnderstood("The file is UTF-16; save it as UTF-8");
        }
        if (starts(first, 0xEF, 0xBB, 0xBF)) {
            pushed.skipNBytes(3);
        }
        return new Unpacked(pushed);
    }

    private static byte[] peek(PushbackInputStream file) throws IOException {
        byte[] first = new byte[MAGIC];
        int length = 0;
        try {
            length = file.readNBytes(first, 0, MAGIC);
        } catch (UnreadableEnd e) {
            return new byte[0];
        }
        file.unread(first, 0, length);
        return Arrays.copyOf(first, length);
    }

    private static boolean starts(byte[] first, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= first.length || (first[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** Its beginning; afterwards it is read from there all the same. */
    byte[] head() throws IOException {
        mark(HEAD);
        byte[] head = new byte[HEAD - 1];
        int length = 0;
        try {
            int read = read(head, 0, head.length);
            while (read > 0) {
                length += read;
                read = read(head, length, head.length - length);
            }
        } catch (UnreadableEnd e) {
            // Whoever reads on finds the same.
            length = Math.max(0, length);
        }
        reset();
        return Arrays.copyOf(head, length);
    }

    /** Says in words what is wrong with a compressed file, and says it again when asked again. */
    private static final class Bounded extends FilterInputStream {
        private long read;
        private String broken = "";

        Bounded(InputStream unpacking) {
            super(unpacking);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int length = read(one, 0, 1);
            return length < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (broken.isEmpty()) {
                try {
                    int some = super.read(buffer, from, length);
                    read += Math.max(0, some);
                    if (read <= LARGEST) {
                        return some;
                    }
                    broken = "The file is larger than %d GB once it is unpacked; what comes after this is left out"
                            .formatted(LARGEST >> 30);
                } catch (EOFException | ZipException e) {
                    broken = "The compressed file is damaged, or ends too early; what comes after this is missing";
                }
            }
            throw new UnreadableEnd(broken);
        }
    }
}
