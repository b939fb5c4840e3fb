// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notification.TestResult;
import io.arxsvgx.telemetry.notify.internal.engine.Driver;
import io.arxsvgx.telemetry.notify.internal.engine.NotificationEngine;
import io.arxsvgx.telemetry.notify.internal.engine.RouteTarget;
import io.arxsvgx.telemetry.notify.internal.engine.Setup;
import io.arxsvgx.telemetry.notify.internal.message.TestMessages;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.text.Suggestions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Notifications about alerts, by routes, groups and receivers as Alertmanager has them. Given to the builder of a processor:
 *
 * <pre>{@code
 * TelemetryProcessor processor = TelemetryProcessor.builder()
 *         .alertStore(SqliteAlertStore.open(Path.of("alerts.db")))
 *         .notifier(Notifications.fromFile(Path.of("notifications.yml")))
 *         .build();
 * }</pre>
 *
 * <p>With a store that has an outbox, such as the one in SQLite, every notification is delivered at least once, over crashes
 * too: what is due is committed with the alert. Without one, what waits is lost with the process. The rules of routing and
 * grouping are those of Alertmanager; see {@code docs/reference/notifications.md}. Thread-safe.
 */
public final class Notifications implements AlertNotifier {
    private final SetupSource source;
    private volatile Setup setup;
    private volatile @Nullable Parts parts;
    private volatile @Nullable String reloadProblem;

    /** The origin of the configuration. */
    interface SetupSource {
        /** Reads the configuration. Throws {@link InvalidNotificationsException} for one with faults. */
        Setup read();

        /** Returns whether it has changed since it was last read. Called often; reads at most a time of a file. */
        boolean hasChanged(long nanoTime);
    }

    /** What exists from the first start on. */
    private record Parts(NotificationEngine engine, Driver driver) {}

    /**
     * Reads a configuration in the format of Alertmanager, with the extensions of {@code docs/reference/notifications.md}. The
     * file is read again when it changes.
     *
     * @param file the file, YAML
     * @return a notifier for the builder of a processor
     * @throws InvalidNotificationsException if it has faults; the message names each with its place
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Notifications fromFile(Path file) {
        return builder().file(file).build();
    }

    /**
     * Returns a builder.
     *
     * @return a builder without a configuration
     */
    public static NotificationsBuilder builder() {
        return new NotificationsBuilder();
    }

    Notifications(SetupSource source) {
        this.source = source;
        this.setup = source.read();
    }

    @Override
    public synchronized void start(NotifierContext context) {
        Parts present = parts;
        if (present == null) {
            NotificationEngine engine = new NotificationEngine(context, setup, new Random());
            present = new Parts(engine, new Driver(context, engine, () -> reloadIfChanged(context.nanoTime())));
            parts = present;
        }
        present.driver.start();
    }

    @Override
    public List<OutboxEntry> entries(Alert alert, long step) {
        return NotificationEngine.entries(setup, alert, step);
    }

    @Override
    public void accept(Alert alert, long step) {
        put(alert, step);
    }

    @Override
    public void changed(Alert alert) {
        put(alert, 0);
    }

    private void put(Alert alert, long step) {
        Parts present = parts;
        if (present != null) {
            present.engine.accept(alert, step);
            present.driver.wake();
        }
    }

    @Override
    public void tick() {
        Parts present = parts;
        if (present != null) {
            present.driver.tick();
        }
    }

    @Override
    public int stop(Duration timeout) {
        Parts present = parts;
        return present == null ? 0 : present.driver.stop(timeout);
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        String reload = reloadProblem;
        if (reload != null) {
            problems.add(
                    "notifications: the changed configuration has faults, the last good one is in force: " + reload);
        }
        Parts present = parts;
        if (present != null) {
            problems.addAll(present.engine.problems());
        }
        return problems;
    }

    @Override
    public List<Notification> find(NotificationQuery query) {
        Parts present = parts;
        return present == null ? List.of() : present.engine.find(query);
    }

    @Override
    public boolean retry(String id) {
        Parts present = parts;
        if (present == null || !present.engine.retry(id)) {
            return false;
        }
        present.driver.wake();
        return true;
    }

    @Override
    public List<TestResult> test(String receiver) {
        Setup now = setup;
        List<Integration> integrations = now.receivers().get(receiver);
        if (integrations == null) {
            throw new IllegalArgumentException(
                    Suggestions.unknown("receiver", receiver, now.receivers().keySet()));
        }
        List<TestResult> results = new ArrayList<>();
        for (Integration integration : integrations) {
            results.add(test(receiver, integration, now.externalUrl()));
        }
        return results;
    }

    private static TestResult test(String receiver, Integration integration, String externalUrl) {
        try {
            Attempt attempt = integration.send(TestMessages.of(receiver, externalUrl));
            return new TestResult(integration.name(), attempt.outcome() == Attempt.Outcome.SENT, attempt.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TestResult(integration.name(), false, "interrupted");
        }
    }

    @Override
    public List<ReceiverStatus> receivers() {
        Parts present = parts;
        return present == null ? List.of() : present.engine.receivers();
    }

    @Override
    public List<NotificationGroup> groups() {
        Parts present = parts;
        return present == null ? List.of() : present.engine.groups();
    }

    @Override
    public List<String> receiversOf(Alert alert) {
        return NotificationEngine.targets(setup, alert).stream()
                .map(RouteTarget::receiver)
                .distinct()
                .toList();
    }

    @Override
    public String configuration() {
        return setup.yaml();
    }

    @Override
    public synchronized void reload() {
        Setup newer = source.read();
        reloadProblem = null;
        List<Integration> before =
                setup.receivers().values().stream().flatMap(List::stream).toList();
        setup = newer;
        Parts present = parts;
        if (present != null) {
            present.engine.configure(newer);
            present.driver.wake();
        }
        before.forEach(Integration::close);
    }

    private void reloadIfChanged(long now) {
        if (!source.hasChanged(now)) {
            return;
        }
        try {
            reload();
        } catch (IllegalArgumentException e) {
            reloadProblem = e.getMessage();
        }
    }

    @Override
    public void close() {
        Parts present = parts;
        if (present != null) {
            present.driver.close();
        }
        setup.receivers().values().forEach(integrations -> integrations.forEach(Integration::close));
    }
}
