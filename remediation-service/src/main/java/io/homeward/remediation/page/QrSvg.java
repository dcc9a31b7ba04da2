package io.homeward.remediation.page;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as one path of an SVG. */
public record QrSvg(String path, int size) {
    private static final int QUIET_ZONE = 4;

    public static QrSvg of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrSvg(path.toString(), code.size + 2 * QUIET_ZONE);
    }
}
