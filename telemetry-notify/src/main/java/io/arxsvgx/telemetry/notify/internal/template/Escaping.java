// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How values are escaped when they are written into a text. What the template itself contains is never escaped. */
public enum Escaping {
    /** As they are. */
    NONE,
    /** For the text and the quoted attributes of HTML. */
    HTML,
    /** For the markup of Slack, so that no value becomes a link or mentions anybody. */
    SLACK,
    /** For a string of JSON, without its quotes. */
    JSON,
    /** For a value of a form, with percent signs. */
    FORM;

    String escape(String text) {
        return switch (this) {
            case NONE -> text;
            case HTML -> entities(text).replace("\"", "&#34;").replace("'", "&#39;");
            case SLACK -> entities(text);
            case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
            case FORM -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        };
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
