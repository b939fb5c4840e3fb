// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.spi.Demonstration;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.List;

/** The SVG host in {@code telemetry start --demo}: all files once a minute. */
public final class SvgDemonstration implements Demonstration {
    private static final Duration ROUND = Duration.ofSeconds(60);

    /** Creates the demonstration; called by the service loader. */
    public SvgDemonstration() {}

    @Override
    public String description() {
        return "a host that parses SVG files";
    }

    @Override
    public List<AlertRule> rules(String action) {
        return SvgFeed.rules(action);
    }

    @Override
    public Feed start(TelemetryProcessor processor) {
        return SvgFeed.start(processor, ROUND)::close;
    }
}
