// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server counts of itself. The labels are of its own making, so that no caller can add to them. A count that fails,
 * such as where the class path of a host has another version of the Prometheus client, is logged once and fails nothing else.
 * Thread-safe.
 */
final class ServerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final @Nullable Instruments instruments;

    ServerMetrics() {
        this(Instruments::new);
    }

    ServerMetrics(Supplier<Instruments> factory) {
        Instruments created = null;
        try {
            created = factory.get();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
        instruments = created;
    }

    private void failed(Throwable e) {
        if (hasFailed.compareAndSet(false, true)) {
            LOG.warn("server metrics failed and may be incomplete", e);
        }
    }

    private void count(Consumer<Instruments> counting) {
        if (instruments != null) {
            try {
                counting.accept(instruments);
            } catch (RuntimeException | LinkageError e) {
                failed(e);
            }
        }
    }

    /** Begins the counters of calls at zero. */
    void register(Collection<String> calls) {
        count(own -> calls.forEach(call -> own.answers.initLabelValues(call, "200")));
    }

    void answered(Answer answer, long nanos) {
        count(own -> {
            own.answers
                    .labelValues(answer.call, Integer.toString(answer.status))
                    .inc();
            own.seconds.observe(nanos / 1e9);
        });
    }

    void clients(int count) {
        count(own -> own.clients.set(count));
    }

    void messageTaken() {
        count(own -> own.taken.inc());
    }

    void messageSent() {
        count(own -> own.sent.inc());
    }

    void messagesMissed(long count) {
        count(own -> own.missed.inc(count));
    }

    /** Adds what was counted. */
    void addTo(MetricSnapshots.Builder all) {
        count(own -> own.read().forEach(all::metricSnapshot));
    }
}
