// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A fuzz test of the decoders: any bytes are an event or a rule, or are rejected with a message. The build runs the
 * kept inputs; the variable JAZZER_FUZZ=1 looks for others.
 */
class DecodersFuzzTest {
    private static final JsonLimits LIMITS = new JsonLimits(20, 1_000, 50, 100, 1_000);

    private final EventDecoder decoder = new EventDecoder(LIMITS);
    private final JsonCodec json = new JsonCodec(LIMITS);

    @FuzzTest(maxDuration = "10m")
    void events_anyBytes_areEventsOrFaults(byte[] bytes) throws IOException {
        try {
            check(decoder.decode(new ByteArrayInputStream(bytes)));
        } catch (MalformedJsonException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void lines_anyBytes_areEventsOrFaults(byte[] bytes) throws IOException {
        NdjsonReader lines = decoder.lines(new ByteArrayInputStream(bytes));
        try {
            while (!lines.isOver()) {
                check(lines.next(100));
            }
        } catch (MalformedJsonException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void check(EventBatch batch) {
        for (TelemetryEvent event : batch.events()) {
            assertThat(event.source()).isNotEmpty();
            assertThat(event.type()).isNotEmpty();
            assertThat(event.value()).isFinite();
        }
        for (EventBatch.Fault fault : batch.faults()) {
            assertThat(fault.message()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void rule_anyBytes_isARuleOrRefused(byte[] bytes) {
        try {
            AlertRule rule = RuleJson.read(json.read(new String(bytes, StandardCharsets.UTF_8)));
            AlertRule again = RuleJson.read(json.read(json.text(out -> RuleJson.write(out, rule))));
            assertThat(again.id()).isEqualTo(rule.id());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
