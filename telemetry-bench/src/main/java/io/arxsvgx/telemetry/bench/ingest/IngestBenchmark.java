// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of the cost of ingest on the host's thread, compared with one offer of an existing object to a plain
 * JCTools queue, and with other peers. Each round ingests a burst that fits into the buffer, and starts with an empty
 * buffer, so that accepting is measured, never dropping; the consumer drains meanwhile. Run with {@code -t 2} for two
 * producers and {@code -prof gc} for allocation.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(IngestBenchmark.BURST)
@Warmup(iterations = 300)
@Measurement(iterations = 300)
@Fork(5)
public class IngestBenchmark {
    /** The number of events per round and thread. */
    static final int BURST = 40_000;

    private static final double VALUE = 75.0;

    /** Offers an existing object to the plain queue. */
    @Benchmark
    public int rawQueueOffer(RawQueue raw) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += raw.queue.offer(raw.item) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Offers an object that is created for each call, as small as a sample, to the plain queue. */
    @Benchmark
    public int rawQueueOfferFresh(RawQueue raw) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += raw.queue.offer(new RawQueue.Fresh(raw, VALUE)) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Publishes to the disruptor. */
    @Benchmark
    public int disruptorPublish(Disrupted disrupted) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += disrupted.offer(VALUE) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Increments a counter, without the value. */
    @Benchmark
    public void micrometerCounter(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.counter.increment();
        }
    }

    /** Records into a summary with count, sum and maximum. */
    @Benchmark
    public void micrometerSummary(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.summary.record(VALUE);
        }
    }

    /** Records into a histogram. */
    @Benchmark
    public void openTelemetryHistogram(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.histogram.record(VALUE);
        }
    }

    /** Records through a series handle. */
    @Benchmark
    public int record(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.series.record(VALUE) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Ingests an existing event. */
    @Benchmark
    public int ingestOldEvent(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.processor.ingest(ingest.event) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Ingests an event that is created for the call. */
    @Benchmark
    public int ingestFreshEvent(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", VALUE)) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Records through the handle of a series with three labels. */
    @Benchmark
    public int recordLabelled(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.labelledSeries.record(VALUE) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Ingests an existing event with three labels. */
    @Benchmark
    public int ingestOldLabelledEvent(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.processor.ingest(ingest.labelledEvent) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** Increments a counter that is looked up by three tags. */
    @Benchmark
    public void micrometerCounterByTags(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.registry
                    .counter("requests", "uri", "/cart", "method", "GET", "status", "200")
                    .increment();
        }
    }

    /** Adds to a counter with three attributes that exist. */
    @Benchmark
    public void openTelemetryCounterWithAttributes(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.requests.add(VALUE, meters.attributes);
        }
    }
}
