// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A reader of events, one by one, whose memory does not grow with the file. Confined to one thread. */
interface EventReader {
    /** The maximum length of a line, row or event, in bytes, which is the limit of a server. */
    int LONGEST = 1 << 20;

    /** The message for a longer one. */
    String TOO_LONG = "longer than 1 MiB";

    /** The next event; null after the last one. */
    @Nullable
    RawEvent next() throws IOException, MalformedLineException;
}
