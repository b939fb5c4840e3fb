// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parser found in one SVG file. Immutable.
 *
 * @param elements all elements, the root included
 * @param elementsByName how often each element occurs, in the order of first occurrence; the counts add up to {@code
 *     elements}. Names outside the SVG namespace keep their prefix
 * @param attributes all attributes, without namespace declarations
 * @param segments all path segments: every command of every {@code d} counts once, and once more for each repeat that
 *     leaves its letter out
 * @param viewBox the root's view box; null when it has none
 * @param width the root's width in user units; null when absent or relative
 * @param height the root's height in user units; null when absent or relative
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

    /** Copies the map. */
    public SvgDocument {
        elementsByName = Collections.unmodifiableMap(new LinkedHashMap<>(elementsByName));
    }

    /**
     * The part of the world that the document covers.
     *
     * @return the view box; where there is none, or an empty one, the size; where there is none of that, 300 × 150 as
     *     in a browser
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
