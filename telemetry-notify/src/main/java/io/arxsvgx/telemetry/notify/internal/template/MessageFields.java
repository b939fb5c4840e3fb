// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.template.Kind.Field;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** The fields by which a template reads a message. */
final class MessageFields {
    static final Map<String, Field> OF_MESSAGE = Map.of(
            "Status", message(Kind.TEXT, MessageView::status),
            "Receiver", message(Kind.TEXT, MessageView::receiver),
            "ExternalURL", message(Kind.TEXT, MessageView::externalUrl),
            "GroupLabels", message(Kind.LABELS, MessageView::groupLabels),
            "CommonLabels", message(Kind.LABELS, MessageView::commonLabels),
            "CommonAnnotations", message(Kind.LABELS, MessageView::commonAnnotations),
            "Alerts", message(Kind.ALERTS, MessageView::alerts));

    static final Map<String, Field> OF_ALERT = Map.of(
            "Status", alert(Kind.TEXT, MessageAlert::status),
            "Labels", alert(Kind.LABELS, MessageAlert::labels),
            "Annotations", alert(Kind.LABELS, MessageAlert::annotations),
            "StartsAt", alert(Kind.TIME, MessageAlert::startsAt),
            "EndsAt", alert(Kind.TIME, Kind::end),
            "Fingerprint", alert(Kind.TEXT, MessageAlert::fingerprint),
            "GeneratorURL", new Field(Kind.TEXT, (message, alert) -> message.generatorUrl((MessageAlert) alert)));

    static final Map<String, Field> OF_ALERTS = Map.of(
            "Firing", new Field(Kind.ALERTS, (message, alerts) -> message.firingOf(asAlerts(alerts))),
            "Resolved", new Field(Kind.ALERTS, (message, alerts) -> message.resolvedOf(asAlerts(alerts))));

    static final Map<String, Field> OF_PAIR = Map.of(
            "Name", new Field(Kind.TEXT, (message, pair) -> asPair(pair).getKey()),
            "Value", new Field(Kind.TEXT, (message, pair) -> asPair(pair).getValue()));

    static final Map<String, Field> OF_PAIRS = Map.of(
            "Names", new Field(Kind.TEXTS, (message, pairs) -> names(asPairs(pairs))),
            "Values", new Field(Kind.TEXTS, (message, pairs) -> values(asPairs(pairs))));

    private MessageFields() {}

    /** Returns a label, or one of the three fields that labels have besides. */
    static Field ofLabels(String name) {
        return switch (name) {
            case "SortedPairs" -> new Field(Kind.PAIRS, (message, labels) -> Kind.pairs(asLabels(labels)));
            case "Names" -> new Field(Kind.TEXTS, (message, labels) -> names(Kind.pairs(asLabels(labels))));
            case "Values" -> new Field(Kind.TEXTS, (message, labels) -> values(Kind.pairs(asLabels(labels))));
            default ->
                new Field(Kind.TEXT, (message, labels) -> asLabels(labels).getOrDefault(name, ""));
        };
    }

    private static Field message(Kind kind, Function<MessageView, Object> read) {
        return new Field(kind, (message, value) -> read.apply((MessageView) value));
    }

    private static Field alert(Kind kind, Function<MessageAlert, Object> read) {
        return new Field(kind, (message, value) -> read.apply((MessageAlert) value));
    }

    private static List<String> names(List<Map.Entry<String, String>> pairs) {
        return pairs.stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> values(List<Map.Entry<String, String>> pairs) {
        return pairs.stream().map(Map.Entry::getValue).toList();
    }

    @SuppressWarnings("unchecked") // the parser has checked the kind
    private static SortedMap<String, String> asLabels(Object value) {
        return (SortedMap<String, String>) value;
    }

    @SuppressWarnings("unchecked") // the parser has checked the kind
    private static List<MessageAlert> asAlerts(Object value) {
        return (List<MessageAlert>) value;
    }

    @SuppressWarnings("unchecked") // the parser has checked the kind
    private static Map.Entry<String, String> asPair(Object value) {
        return (Map.Entry<String, String>) value;
    }

    @SuppressWarnings("unchecked") // the parser has checked the kind
    private static List<Map.Entry<String, String>> asPairs(Object value) {
        return (List<Map.Entry<String, String>>) value;
    }
}
