// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

/**
 * The loop's view of what a host holds of a series: its names, and where its token is kept, by which the host hands in
 * values while the loop knows the series. While there is no token, values come as items, by which the loop finds or makes
 * the series and sets the token. Thread-safe.
 */
public abstract class SeriesHandle {
    /** What a handle keeps while the loop does not know its series. */
    public static final long NO_TOKEN = MpscRingBuffer.ITEM;

    public final String source;
    public final String type;

    protected SeriesHandle(String source, String type) {
        this.source = source;
        this.type = type;
    }

    /** For the loop. */
    public abstract long token();

    /** For the loop; producers may see it late. */
    public abstract void token(long token);

    @Override
    public String toString() {
        return source + "/" + type;
    }
}
