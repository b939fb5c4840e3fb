// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The alerts and their groups in Alertmanager's API: all alerts that fire. Thread-safe. */
final class AlertmanagerAlerts {
    private static final Comparator<NotificationGroup> BY_LABELS_AND_RECEIVER = Comparator.comparing(
                    (NotificationGroup group) -> group.labels().toString())
            .thenComparing(NotificationGroup::receiver);

    private final TelemetryProcessor processor;
    private final @Nullable AlertNotifier notifier;
    private final ServerAddresses addresses;
    private final JsonCodec json;

    AlertmanagerAlerts(TelemetryProcessor processor, ServerAddresses addresses, JsonCodec json) {
        this.processor = processor;
        this.addresses = addresses;
        this.json = json;
        notifier = processor.notifier().orElse(null);
    }

    /** The alerts of a group that are selected. */
    private record Group(NotificationGroup group, List<FiringAlert> alerts) {}

    ApiResponse list(HttpRequest request) {
        AlertSelection selection = AlertSelection.of(new QueryParameters(request));
        Instant now = now();
        List<FiringAlert> found = selected(selection, now).stream()
                .sorted(Comparator.comparing(FiringAlert::fingerprint))
                .toList();
        String page = addresses.page(request);
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (FiringAlert alert : found) {
                alert.write(out, page, now);
            }
            out.writeEndArray();
        }));
    }

    ApiResponse groups(HttpRequest request) {
        AlertSelection selection = AlertSelection.of(new QueryParameters(request));
        Instant now = now();
        List<Group> groups = groups(selection, now);
        String page = addresses.page(request);
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (Group group : groups) {
                out.writeStartObject();
                out.writeArrayFieldStart("alerts");
                for (FiringAlert alert : group.alerts()) {
                    alert.write(out, page, now);
                }
                out.writeEndArray();
                JsonCodec.texts(
                        out, "labels", AlertmanagerNames.valid(group.group().labels()));
                out.writeFieldName("receiver");
                AlertmanagerJson.receiver(out, group.group().receiver());
                out.writeEndObject();
            }
            out.writeEndArray();
        }));
    }

    private List<Group> groups(AlertSelection selection, Instant now) {
        if (notifier == null) {
            return List.of();
        }
        Map<String, FiringAlert> byId = new LinkedHashMap<>();
        selected(selection, now).forEach(alert -> byId.put(alert.alert().id(), alert));
        List<Group> groups = new ArrayList<>();
        for (NotificationGroup group :
                notifier.groups().stream().sorted(BY_LABELS_AND_RECEIVER).toList()) {
            List<FiringAlert> alerts = selection.selectsReceiver(group.receiver())
                    ? group.alerts().stream()
                            .map(byId::get)
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of();
            if (!alerts.isEmpty()) {
                groups.add(new Group(group, alerts));
            }
        }
        return groups;
    }

    private List<FiringAlert> selected(AlertSelection selection, Instant now) {
        List<Silence> silences = processor.silences().list();
        return processor.alerts().firing().stream()
                .map(alert -> firing(alert, silences, now))
                .filter(selection::selects)
                .toList();
    }

    private FiringAlert firing(Alert alert, List<Silence> silences, Instant now) {
        List<String> silencedBy = silences.stream()
                .filter(silence -> silence.covers(alert, now))
                .map(Silence::id)
                .toList();
        return FiringAlert.of(alert, notifier == null ? List.of() : notifier.receiversOf(alert), silencedBy);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos());
    }
}
