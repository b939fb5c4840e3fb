// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.NotifierContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The notifier of a processor, if it has one. A call that throws is logged and harms nothing else. Thread-safe. */
public final class NotifierPort {
    private final @Nullable AlertNotifier notifier;
    private final DistinctErrorLog faults;
    private volatile @Nullable String failure;

    public NotifierPort(@Nullable AlertNotifier notifier, DistinctErrorLog faults) {
        this.notifier = notifier;
        this.faults = faults;
    }

    boolean isPresent() {
        return notifier != null;
    }

    public void start(NotifierContext context) {
        run(one -> one.start(context));
    }

    List<OutboxEntry> entries(Alert alert, long step) {
        return call(one -> one.entries(alert, step), List.of());
    }

    void accept(Alert alert, long step) {
        run(one -> one.accept(alert, step));
    }

    void changed(Alert alert) {
        run(one -> one.changed(alert));
    }

    public void tick() {
        run(AlertNotifier::tick);
    }

    /** Lets it send what is due until a reading of {@link System#nanoTime}; returns the number of messages that are lost. */
    public int stop(long deadline) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        return call(one -> one.stop(left), 0);
    }

    public void close() {
        run(AlertNotifier::close);
    }

    public List<String> problems() {
        String own = failure;
        return own == null ? call(AlertNotifier::problems, List.of()) : List.of("notifier failed: " + own);
    }

    private void run(Consumer<AlertNotifier> work) {
        call(
                one -> {
                    work.accept(one);
                    return true;
                },
                false);
    }

    private <T> T call(Function<AlertNotifier, T> work, T otherwise) {
        AlertNotifier present = notifier;
        if (present == null) {
            return otherwise;
        }
        try {
            T result = work.apply(present);
            if (failure != null) {
                failure = null;
            }
            return result;
        } catch (Throwable fault) {
            failure = DistinctErrorLog.line(fault);
            faults.log("notifier failed", fault);
            DistinctErrorLog.rethrowFatal(fault);
            return otherwise;
        }
    }
}
