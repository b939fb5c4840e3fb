// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.notify.internal.message.Message;

/**
 * A text with actions in the manner of Go's templates, as Alertmanager has them: the fields of the message and of its
 * alerts, {@code if}, {@code range}, and the functions {@code len eq ne toUpper toLower join}. Anything else is refused
 * when it is parsed, so that a message never fails for its text. Immutable, thread-safe.
 */
public final class MessageTemplate {
    /** The maximum length of a text, in UTF-8. */
    public static final int MAX_BYTES = 1 << 20;

    private final Fragment whole;

    private MessageTemplate(Fragment whole) {
        this.whole = whole;
    }

    /**
     * Parses a template.
     *
     * @throws InvalidTemplateException if it is not supported; the message contains line and column
     */
    public static MessageTemplate parse(String text) {
        return new MessageTemplate(TemplateParser.parse(text));
    }

    /** Writes the text for a message, and cuts it at {@link #MAX_BYTES}. */
    public Rendered render(Message message, Escaping escaping) {
        RenderBuffer out = new RenderBuffer(escaping);
        MessageView view = new MessageView(message);
        whole.render(view, view, out);
        return out.rendered();
    }

    /** Returns the text for a message without escapes, cut at {@link #MAX_BYTES}. */
    public String text(Message message) {
        return render(message, Escaping.NONE).text();
    }
}
