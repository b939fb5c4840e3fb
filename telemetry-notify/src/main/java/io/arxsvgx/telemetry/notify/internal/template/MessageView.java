// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A message as a template reads it: what depends on all alerts is computed once. Confined to one thread. */
final class MessageView {
    private final Message message;
    private final List<MessageAlert> firing;
    private final List<MessageAlert> resolved;
    private @Nullable SortedMap<String, String> commonLabels;
    private @Nullable SortedMap<String, String> commonAnnotations;

    MessageView(Message message) {
        this.message = message;
        this.firing =
                message.alerts().stream().filter(alert -> !alert.resolved()).toList();
        this.resolved = message.alerts().stream().filter(MessageAlert::resolved).toList();
    }

    String status() {
        return firing.isEmpty() ? "resolved" : "firing";
    }

    String receiver() {
        return message.receiver();
    }

    String externalUrl() {
        return message.externalUrl();
    }

    String generatorUrl(MessageAlert alert) {
        return message.generatorUrl(alert);
    }

    SortedMap<String, String> groupLabels() {
        return message.groupLabels();
    }

    SortedMap<String, String> commonLabels() {
        if (commonLabels == null) {
            commonLabels = message.commonLabels();
        }
        return commonLabels;
    }

    SortedMap<String, String> commonAnnotations() {
        if (commonAnnotations == null) {
            commonAnnotations = message.commonAnnotations();
        }
        return commonAnnotations;
    }

    List<MessageAlert> alerts() {
        return message.alerts();
    }

    /** Returns those that fire of all alerts, or of a part that was chosen by their state. */
    List<MessageAlert> firingOf(List<MessageAlert> alerts) {
        return alerts == resolved ? List.of() : firing;
    }

    /** Returns those that are resolved of all alerts, or of a part that was chosen by their state. */
    List<MessageAlert> resolvedOf(List<MessageAlert> alerts) {
        return alerts == firing ? List.of() : resolved;
    }
}
