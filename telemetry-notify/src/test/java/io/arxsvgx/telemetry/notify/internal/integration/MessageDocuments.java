// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.message.Message;

/** The documents of messages, for tests of other packages. */
public final class MessageDocuments {
    private MessageDocuments() {}

    /** Returns the document of a message. */
    public static byte[] of(Message message) {
        return MessageJson.bytes(message);
    }
}
