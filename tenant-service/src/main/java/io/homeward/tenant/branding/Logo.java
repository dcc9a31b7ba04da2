package io.homeward.tenant.branding;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A small picture, drawn anew from what was sent: what else a file can carry (another file behind it, notes, places) is not in it.
 *
 * @param type {@code image/png} or {@code image/jpeg}
 * @param content base64
 */
record Logo(String type, String content) {
    static final int LARGEST = 32 * 1024;
    static final int WIDEST = 600;
    static final int HIGHEST = 200;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    static Logo kept(String type, byte[] bytes) {
        return new Logo(type, Base64.getEncoder().encodeToString(bytes));
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(content);
    }

    /**
     * By its content; what the caller calls it does not matter.
     *
     * @throws Refusal {@link Fault#INVALID} for what is no such picture, or too large in bytes or pixels: looked at before it is unpacked
     */
    static Logo of(byte[] sent) {
        if (sent.length > LARGEST) {
            throw tooLarge();
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw none();
            }
            ImageReader reader = readers.next();
            try {
                return drawnAnew(reader, in);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw none();
        }
    }

    private static Logo drawnAnew(ImageReader reader, ImageInputStream in) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw none();
        }
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > WIDEST || height > HIGHEST) {
            throw new Refusal(
                    Fault.INVALID,
                    "The picture has %d by %d pixels; at most %d by %d are shown."
                            .formatted(width, height, WIDEST, HIGHEST));
        }
        BufferedImage picture = reader.read(0);
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, out)) {
            throw none();
        }
        if (out.size() > LARGEST) {
            throw tooLarge();
        }
        return kept("image/" + format, out.toByteArray());
    }

    private static Refusal none() {
        return new Refusal(Fault.INVALID, "A logo is a PNG or a JPEG picture that is whole, and nothing else.");
    }

    private static Refusal tooLarge() {
        return new Refusal(Fault.INVALID, "A logo has at most %d bytes.".formatted(LARGEST));
    }
}
