// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads events one by one, in memory that does not grow with the file. Confined to one thread. */
interface EventReader {
    /** The longest line, row or event, in bytes; what a server takes at most. */
    int LONGEST = 1 << 20;

    /** What is said of a longer one. */
    String TOO_LONG = "it is longer than 1 MiB";

    /** The next event, or null behind the last one. */
    @Nullable
    RawEvent next() throws IOException, MalformedLineException;
}
