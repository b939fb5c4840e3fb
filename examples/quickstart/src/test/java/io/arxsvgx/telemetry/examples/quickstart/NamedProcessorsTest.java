// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryProcessor;
import org.junit.jupiter.api.Test;

/** Several processors in one process, as the documentation shows them. */
class NamedProcessorsTest {
    @Test
    void processors_withNames_haveThreadsOfTheseNames() {
        TelemetryProcessor orders = TelemetryProcessor.builder().name("orders").build();
        TelemetryProcessor billing =
                TelemetryProcessor.builder().name("billing").build();
        orders.start();
        billing.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("telemetry-orders-loop", "telemetry-billing-loop");
        orders.close();
        billing.close();
    }
}
