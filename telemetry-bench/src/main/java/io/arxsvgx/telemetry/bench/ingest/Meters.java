// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Map;
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
    /** The labels of a request. */
    static final Map<String, String> LABELS = Map.of("uri", "/cart", "method", "GET", "status", "200");

    DoubleHistogram histogram;
    DoubleCounter requests;
    final Attributes attributes = Attributes.of(
            AttributeKey.stringKey("uri"), "/cart",
            AttributeKey.stringKey("method"), "GET",
            AttributeKey.stringKey("status"), "200");
    MeterRegistry registry;
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
        requests = provider.get("bench").counterBuilder("requests").ofDoubles().build();
    }

    /** Closes the registries. */
    @TearDown(Level.Trial)
    public void stop() {
        registry.close();
        provider.close();
    }
}
