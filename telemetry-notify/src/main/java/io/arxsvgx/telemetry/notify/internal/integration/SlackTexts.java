// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.template.Escaping;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;

/** Texts for Slack: escaped, and cut at the limits of Slack. */
final class SlackTexts {
    static final int MAX_SECTION = 3_000;
    static final int MAX_TITLE = 1_024;

    /** The length of an escaped ampersand without its semicolon. */
    private static final int MAX_ENTITY = 4;

    private SlackTexts() {}

    static String text(MessageTemplate template, Message message, int length) {
        return cut(template.render(message, Escaping.SLACK).text(), length);
    }

    /** Cuts a text, not within an escaped character. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        String cut = AttemptText.cut(text, length);
        int ampersand = cut.lastIndexOf('&');
        boolean isWithin =
                ampersand >= 0 && ampersand >= cut.length() - 1 - MAX_ENTITY && cut.indexOf(';', ampersand) < 0;
        return isWithin ? cut.substring(0, ampersand) + "…" : cut;
    }
}
