// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.examples.svg.parser.StaxSvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParseException;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParser;
import java.util.List;

/** A warm-up that parses all files once before anything is measured, since the rules apply to compiled code. */
final class SvgWarmUp {
    private SvgWarmUp() {}

    static void parse(List<SvgFile> files) {
        SvgParser parser = StaxSvgParser.create();
        for (SvgFile file : files) {
            try {
                parser.parse(file.content());
            } catch (SvgParseException e) {
                throw new IllegalStateException(file.name() + " is broken", e);
            }
        }
    }
}
