// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of parsing one SVG file. Immutable.
 *
 * @param elements the number of elements, including the root
 * @param elementsByName the number of elements by name, in the order of first occurrence; the counts add up to {@code
 *     elements}. Names outside the SVG namespace keep their prefix
 * @param attributes the number of attributes, without namespace declarations
 * @param segments the number of path segments: every command of every {@code d} counts once, and once more for each
 *     repetition without its letter
 * @param viewBox the root's view box; null if it has none
 * @param width the root's width in user units; null if absent or relative
 * @param height the root's height in user units; null if absent or relative
 */
public record SvgDocument(
        int elements,
        Map<String, Integer> elementsByName,
        int attributes,
        int segments,
        @Nullable Bounds viewBox,
        @Nullable Double width,
        @Nullable Double height) {

    private static final double DEFAULT_WIDTH = 300;
    private static final double DEFAULT_HEIGHT = 150;

    /** Creates a document with a copy of the map. */
    public SvgDocument {
        elementsByName = Collections.unmodifiableMap(new LinkedHashMap<>(elementsByName));
    }

    /**
     * Returns the part of the world that the document covers.
     *
     * @return the view box; without one, or if it is empty, the size; without a size, 300 × 150 as in a browser
     */
    public Bounds bounds() {
        if (viewBox != null && viewBox.width() > 0 && viewBox.height() > 0) {
            return viewBox;
        }
        return new Bounds(0, 0, sizeOr(width, DEFAULT_WIDTH), sizeOr(height, DEFAULT_HEIGHT));
    }

    private static double sizeOr(@Nullable Double size, double otherwise) {
        return size == null || size == 0 ? otherwise : size;
    }
}
