// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A controller that records the value of each order. */
@RestController
public class OrderController {
    private final TelemetrySeries value;

    OrderController(TelemetryProcessor processor) {
        value = processor.series("shop", "order_value");
    }

    @GetMapping("/order")
    String order(@RequestParam("value") double euros) {
        value.record(euros);
        return "ordered for " + euros;
    }
}
