// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** Reads SVG files. Implementations say whether they are thread-safe. */
public interface SvgParser {
    /**
     * Reads one file.
     *
     * @param svg the whole file, in any encoding that XML allows; left unchanged
     * @return what the file holds
     * @throws SvgParseException if the file is broken or larger than the parser takes
     */
    SvgDocument parse(byte[] svg);
}
