// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.spi.Demonstration;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The machine in {@code telemetry start --demo}, accelerated: its sensors are read once a second. */
public final class BearingDemonstration implements Demonstration {
    private static final long SEED = 1;
    /** The minutes of the machine per second, such that a bearing lasts a little more than three minutes. */
    private static final int MINUTES = 4;

    /** Creates the demonstration; called by the service loader. */
    public BearingDemonstration() {}

    @Override
    public String description() {
        return "a machine whose bearing fails after about 3 minutes: accelerated, a second is " + MINUTES
                + " minutes of the machine";
    }

    @Override
    public List<AlertRule> rules(String action) {
        return Bearing.rules(action);
    }

    @Override
    public Feed start(TelemetryProcessor processor) {
        Operation operation = new Operation(new Machine(SEED), MINUTES, processor);
        ScheduledExecutorService readings =
                Executors.newSingleThreadScheduledExecutor(BearingDemonstration::daemonThread);
        var unused = readings.scheduleAtFixedRate(operation::step, 0, 1, TimeUnit.SECONDS);
        return readings::shutdown;
    }

    private static Thread daemonThread(Runnable task) {
        Thread thread = new Thread(task, "telemetry-bearing");
        thread.setDaemon(true);
        return thread;
    }
}
