// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notification.TestResult;
import io.arxsvgx.telemetry.text.Suggestions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A notifier that sends nothing and reports what a test passes to it. */
public final class FakeNotifier implements AlertNotifier {
    private static final Instant DUE = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Notification> notifications = new CopyOnWriteArrayList<>();
    private final List<ReceiverStatus> receivers = new CopyOnWriteArrayList<>();
    private final List<NotificationGroup> groups = new CopyOnWriteArrayList<>();
    private final List<String> retried = new CopyOnWriteArrayList<>();
    private volatile List<String> routes = List.of();
    private volatile @Nullable String refusal;

    public static Notification pending(String id, String receiver, String... alerts) {
        return new Notification(
                id,
                receiver,
                "webhook[0]",
                "{}:{}",
                "{}:{}/1",
                List.of(alerts),
                NotificationState.PENDING,
                3,
                DUE,
                DUE.plusSeconds(5),
                "connection refused",
                null,
                null);
    }

    public static Notification sent(String id, String receiver, String... alerts) {
        return new Notification(
                id,
                receiver,
                "webhook[0]",
                "{}:{}",
                "{}:{}/2",
                List.of(alerts),
                NotificationState.SENT,
                1,
                DUE,
                null,
                null,
                DUE.plusSeconds(1),
                "200");
    }

    public static ReceiverStatus failing(String name) {
        return new ReceiverStatus(
                name,
                "webhook[0]",
                "https://example.org",
                true,
                2,
                1,
                40,
                5,
                0,
                "503",
                DUE,
                Duration.ofMillis(250),
                DUE.plusSeconds(5));
    }

    public static ReceiverStatus working(String name) {
        return new ReceiverStatus(name, "log[0]", "log", false, 0, 0, 0, 0, 0, null, null, null, null);
    }

    public void add(Notification notification) {
        notifications.add(notification);
    }

    public void receiver(ReceiverStatus status) {
        receivers.add(status);
    }

    public void group(NotificationGroup group) {
        groups.add(group);
    }

    /** Sets the receivers to which every alert is routed. */
    public void route(String... names) {
        routes = List.of(names);
    }

    /** Sets the message with which a reload is refused. */
    public void refuse(String message) {
        refusal = message;
    }

    /** Returns the ids of the notifications that were attempted again. */
    public List<String> retried() {
        return retried;
    }

    @Override
    public void start(NotifierContext context) {}

    @Override
    public List<OutboxEntry> entries(Alert alert, long step) {
        return List.of();
    }

    @Override
    public void accept(Alert alert, long step) {}

    @Override
    public void changed(Alert alert) {}

    @Override
    public void tick() {}

    @Override
    public int stop(Duration timeout) {
        return 0;
    }

    @Override
    public List<String> problems() {
        return receivers.stream()
                .filter(ReceiverStatus::failing)
                .map(status -> "receiver " + status.receiver() + " fails: " + status.lastError())
                .toList();
    }

    @Override
    public List<Notification> find(NotificationQuery query) {
        List<Notification> found = new ArrayList<>(notifications.stream()
                .filter(one -> query.state() == null || query.state() == one.state())
                .filter(one -> query.receiver() == null || query.receiver().equals(one.receiver()))
                .filter(one -> query.alert() == null || one.alerts().contains(query.alert()))
                .toList());
        return found.subList(Math.max(0, found.size() - query.limit()), found.size());
    }

    @Override
    public boolean retry(String id) {
        boolean isKnown =
                notifications.stream().anyMatch(one -> one.id().equals(id) && one.state() != NotificationState.SENT);
        if (isKnown) {
            retried.add(id);
        }
        return isKnown;
    }

    @Override
    public List<TestResult> test(String receiver) {
        List<String> names = receivers.stream().map(ReceiverStatus::receiver).toList();
        if (!names.contains(receiver)) {
            throw new IllegalArgumentException(Suggestions.unknown("receiver", receiver, names));
        }
        return List.of(new TestResult("webhook[0]", false, "connection refused"));
    }

    @Override
    public List<ReceiverStatus> receivers() {
        return receivers;
    }

    @Override
    public List<NotificationGroup> groups() {
        return groups;
    }

    @Override
    public List<String> receiversOf(Alert alert) {
        return routes;
    }

    @Override
    public String configuration() {
        return "route:\n  receiver: ops\nreceivers:\n  - name: ops\n";
    }

    @Override
    public void reload() {
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
    }

    @Override
    public void close() {}
}
