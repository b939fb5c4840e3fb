// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A generator of files that are not in the package: broken and huge ones. Equal seeds give equal files. */
final class MadeFiles {
    private static final int BYTES_PER_SHAPE = 110;
    private static final List<String> BAD_PATHS =
            List.of("10 10L20 20", "M0 0L5", "M0 0C1 1 2 2", "M0 0A4 4 0 2 1 9 9", "M0 0L1,,1", "M0 0K7 7", "M0 0L1e");
    private static final List<String> NOT_SVG = List.of(
            "<!DOCTYPE html><html><body>404 Not Found</body></html>",
            "{\"error\": \"not found\"}",
            "\u0089PNG\r\n\u001a\n",
            "",
            "<svgz xmlns=\"http://www.w3.org/2000/svg\"/>");

    private final Random random;

    MadeFiles(long seed) {
        random = new Random(seed);
    }

    /** Returns a broken file based on a good one; {@code kind}, any number, selects the kind of defect. */
    SvgFile broken(SvgFile good, int kind) {
        return switch (Math.floorMod(kind, 4)) {
            case 0 -> truncated(good);
            case 1 -> malformed(good);
            case 2 -> badPath(good);
            default -> SvgFile.of("not-svg-" + good.name(), pick(NOT_SVG));
        };
    }

    private SvgFile truncated(SvgFile good) {
        int end = "</svg>".length();
        byte[] content = good.content();
        int length = 1 + random.nextInt(Math.max(1, content.length - end - 1));
        return SvgFile.of("truncated-" + good.name(), Arrays.copyOf(content, length));
    }

    private SvgFile malformed(SvgFile good) {
        String name = "malformed-" + good.name();
        return switch (random.nextInt(3)) {
            case 0 -> SvgFile.of(name, good.text().replace("</svg>", "</svq>"));
            case 1 -> SvgFile.of(name, good.text().replaceFirst("<svg ", "<svg fill=red "));
            default -> SvgFile.of(name, good.text().replaceFirst(">", "> & "));
        };
    }

    private SvgFile badPath(SvgFile good) {
        String path = "<path d=\"" + pick(BAD_PATHS) + "\"/></svg>";
        return SvgFile.of("bad-path-" + good.name(), good.text().replace("</svg>", path));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Returns a floor plan with a number of shapes. */
    SvgFile drawing(int shapes) {
        int side = (int) Math.ceil(Math.sqrt(shapes)) * 20;
        var text = new StringBuilder(shapes * BYTES_PER_SHAPE);
        text.append(String.format(
                Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", side, side));
        for (int i = 0; i < shapes; i++) {
            shape(text, i * 20 % side, i * 20 / side * 20);
        }
        text.append("</svg>\n");
        return SvgFile.of("plan-" + shapes + ".svg", text.toString());
    }

    private void shape(StringBuilder text, int x, int y) {
        int size = 4 + random.nextInt(12);
        switch (random.nextInt(3)) {
            case 0 ->
                text.append("<rect x=\"")
                        .append(x)
                        .append("\" y=\"")
                        .append(y)
                        .append("\" width=\"")
                        .append(size);
            case 1 ->
                text.append("<circle cx=\"")
                        .append(x)
                        .append("\" cy=\"")
                        .append(y)
                        .append("\" r=\"")
                        .append(size);
            default -> path(text, x, y, size);
        }
        text.append("\" class=\"room level-").append(random.nextInt(9)).append("\"/>\n");
    }

    private static void path(StringBuilder text, int x, int y, int size) {
        text.append("<path d=\"M").append(x).append(' ').append(y);
        text.append('h').append(size).append('v').append(size);
        text.append("a2.5.5 0 01-").append(size).append(" 0c1-1.5.5-2-1-3s-2 1-2.5-.5z");
    }
}
