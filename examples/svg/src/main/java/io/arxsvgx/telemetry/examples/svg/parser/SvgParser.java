// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** A parser of SVG files. Implementations document whether they are thread-safe. */
public interface SvgParser {
    /**
     * Parses one file.
     *
     * @param svg the whole file, in any encoding that XML allows; left unchanged
     * @return the content of the file
     * @throws SvgParseException if the file is broken or exceeds a limit of the parser
     */
    SvgDocument parse(byte[] svg);
}
