// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.text.LabelSet;

/**
 * The loop's view of a host's handle on a series: its names, and its token, by which the host records values while the
 * loop knows the series. Without a token, values arrive as items, by which the loop finds or creates the series and
 * sets the token. Thread-safe.
 */
public abstract class SeriesHandle {
    /** The token of a handle whose series the loop does not know. */
    public static final long NO_TOKEN = MpscRingBuffer.ITEM;

    public final String source;
    public final String type;
    public final LabelSet labels;

    protected SeriesHandle(String source, String type, LabelSet labels) {
        this.source = source;
        this.type = type;
        this.labels = labels;
    }

    /** Returns the token. For the loop. */
    public abstract long token();

    /** Sets the token. For the loop; producers may see it late. */
    public abstract void token(long token);

    @Override
    public String toString() {
        return source + "/" + type + labels.describe();
    }
}
