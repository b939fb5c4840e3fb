// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Peers that aggregate in the caller's thread, and keep no event. */
@State(Scope.Benchmark)
public class Meters {
    Counter counter;
    DistributionSummary summary;
    DoubleHistogram histogram;
    private MeterRegistry registry;
    private SdkMeterProvider provider;

    /** Creates the registries. */
    @Setup(Level.Trial)
    public void start() {
        registry = new SimpleMeterRegistry();
        counter = registry.counter("events", "source", "sensor_001");
        summary = registry.summary("temperature", "source", "sensor_001");
        MetricReader reader = InMemoryMetricReader.create();
        provider = SdkMeterProvider.builder().registerMetricReader(reader).build();
        histogram = provider.get("bench").histogramBuilder("temperature").build();
    }

    /** Closes the registries. */
    @TearDown(Level.Trial)
    public void stop() {
        registry.close();
        provider.close();
    }
}
