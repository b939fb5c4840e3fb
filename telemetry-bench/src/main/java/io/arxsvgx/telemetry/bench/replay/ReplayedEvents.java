// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/** A side with prebuilt events through the processor or a hash map, on one thread or from one thread to another. */
abstract class ReplayedEvents implements Side {
    private static final long NAP = 250_000;

    final TelemetryEvent[] events;

    private ReplayedEvents(EventLoad load) {
        events = load.events();
    }

    @Override
    public int events() {
        return events.length;
    }

    static Side overMap(EventLoad load) {
        return new OverMap(load);
    }

    static Side behindQueue(EventLoad load) {
        return new BehindQueue(load);
    }

    static Side callerDriven(EventLoad load, List<AlertRule> rules) {
        return new CallerDriven(load, rules);
    }

    static Side ownThread(EventLoad load, List<AlertRule> rules) {
        return new OwnThread(load, rules);
    }

    private static final class OverMap extends ReplayedEvents {
        private final EventMap map = new EventMap();

        private OverMap(EventLoad load) {
            super(load);
        }

        @Override
        public void replay() {
            for (TelemetryEvent event : events) {
                map.evaluate(event);
            }
        }

        @Override
        public long breaches() {
            return map.breaches();
        }
    }

    /** The map on a thread of its own, behind a plain queue. */
    private static final class BehindQueue extends ReplayedEvents {
        private final MpscVarHandleArrayQueue<TelemetryEvent> queue = new MpscVarHandleArrayQueue<>(10_000);
        private final EventMap map = new EventMap();
        private final AtomicLong consumed = new AtomicLong();
        private long produced;

        private BehindQueue(EventLoad load) {
            super(load);
            Thread consumer = new Thread(this::consume, "consumer");
            consumer.setDaemon(true);
            consumer.start();
        }

        private void consume() {
            while (true) {
                int got = queue.drain(map::evaluate, 256);
                consumed.addAndGet(got);
                if (got == 0) {
                    LockSupport.parkNanos(NAP);
                }
            }
        }

        @Override
        public void replay() {
            for (TelemetryEvent event : events) {
                while (!queue.offer(event)) {
                    Thread.onSpinWait();
                }
            }
            produced += events.length;
            while (consumed.get() < produced) {
                LockSupport.parkNanos(20_000);
            }
        }

        @Override
        public long breaches() {
            return map.breaches();
        }
    }

    private abstract static class Processed extends ReplayedEvents {
        final TelemetryProcessor processor;

        private Processed(EventLoad load, List<AlertRule> rules, TelemetryProcessor.Builder builder) {
            super(load);
            processor = builder.build();
            rules.forEach(processor::addAlertRule);
            processor.start();
        }

        @Override
        public long breaches() {
            if (processor.metrics().discarded() > 0) {
                throw new IllegalStateException(processor.metrics().discarded() + " events discarded");
            }
            return processor.alerts(Integer.MAX_VALUE).stream()
                    .mapToLong(Alert::occurrences)
                    .sum();
        }
    }

    private static final class CallerDriven extends Processed {
        private CallerDriven(EventLoad load, List<AlertRule> rules) {
            super(
                    load,
                    rules,
                    TelemetryProcessor.builder()
                            .config(TelemetryConfig.defaults())
                            .callerDriven());
        }

        @Override
        public void replay() {
            for (TelemetryEvent event : events) {
                if (!processor.ingest(event)) {
                    processor.runOnce();
                    processor.ingest(event);
                }
            }
            processor.runOnce();
        }
    }

    private static final class OwnThread extends Processed {
        private OwnThread(EventLoad load, List<AlertRule> rules) {
            super(load, rules, TelemetryProcessor.builder().config(TelemetryConfig.defaults()));
        }

        @Override
        public void replay() {
            for (TelemetryEvent event : events) {
                while (!processor.ingest(event)) {
                    Thread.onSpinWait();
                }
            }
            if (!processor.flush(Duration.ofSeconds(60))) {
                throw new IllegalStateException("events not processed within a minute");
            }
        }
    }
}
