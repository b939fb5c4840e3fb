// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/** The text that a template writes, with limits of its length and of the work. Confined to one thread. */
final class RenderBuffer {
    /** A template without output, such as nested loops, ends here. */
    private static final long MAX_STEPS = 2_000_000;

    private final StringBuilder text = new StringBuilder();
    private final Escaping escaping;
    private long bytesLeft = MessageTemplate.MAX_BYTES;
    private long stepsLeft = MAX_STEPS;

    RenderBuffer(Escaping escaping) {
        this.escaping = escaping;
    }

    /** Counts a step; returns whether the limits allow more. */
    boolean step() {
        stepsLeft--;
        return !isFull();
    }

    boolean isFull() {
        return bytesLeft < 0 || stepsLeft < 0;
    }

    void value(String value) {
        literal(escaping.escape(value));
    }

    void literal(String part) {
        if (isFull()) {
            return;
        }
        long length = Utf8Length.of(part);
        if (length <= bytesLeft) {
            text.append(part);
            bytesLeft -= length;
            return;
        }
        for (int i = 0; bytesLeft >= 0; ) {
            int codePoint = part.codePointAt(i);
            bytesLeft -= Utf8Length.of(codePoint);
            if (bytesLeft >= 0) {
                text.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
    }

    Rendered rendered() {
        return new Rendered(text.toString(), isFull());
    }
}
