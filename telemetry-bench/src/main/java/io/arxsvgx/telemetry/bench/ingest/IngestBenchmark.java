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
 * What handing in one event costs the host's thread, beside one offer of an old object to a bare JCTools queue, and
 * beside other peers. Each
 * round hands in a burst that the buffer can hold and begins with an empty buffer, so taking is measured, never
 * refusing; the consumer drains meanwhile. Run with {@code -t 2} for two producers and {@code -prof gc} for allocation.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(IngestBenchmark.BURST)
@Warmup(iterations = 300)
@Measurement(iterations = 300)
@Fork(5)
public class IngestBenchmark {
    /** Events in a round and thread. */
    static final int BURST = 40_000;

    private static final double VALUE = 75.0;

    /** The peer. */
    @Benchmark
    public int rawQueueOffer(RawQueue raw) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += raw.queue.offer(raw.item) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** The peer with an object made for each call, as small as a sample. */
    @Benchmark
    public int rawQueueOfferFresh(RawQueue raw) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += raw.queue.offer(new RawQueue.Fresh(raw, VALUE)) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** A peer. */
    @Benchmark
    public int disruptorPublish(Disrupted disrupted) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += disrupted.offer(VALUE) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** A peer that counts, and forgets the value. */
    @Benchmark
    public void micrometerCounter(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.counter.increment();
        }
    }

    /** A peer that keeps count, sum and maximum. */
    @Benchmark
    public void micrometerSummary(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.summary.record(VALUE);
        }
    }

    /** A peer that keeps a histogram. */
    @Benchmark
    public void openTelemetryHistogram(Meters meters) {
        for (int i = 0; i < BURST; i++) {
            meters.histogram.record(VALUE);
        }
    }

    /** By a series handle. */
    @Benchmark
    public int record(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.series.record(VALUE) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** An event that is there already. */
    @Benchmark
    public int ingestOldEvent(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.processor.ingest(ingest.event) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }

    /** An event made for the call. */
    @Benchmark
    public int ingestFreshEvent(Ingest ingest) {
        int taken = 0;
        for (int i = 0; i < BURST; i++) {
            taken += ingest.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", VALUE)) ? 1 : 0;
        }
        return Ingest.all(taken, BURST);
    }
}
