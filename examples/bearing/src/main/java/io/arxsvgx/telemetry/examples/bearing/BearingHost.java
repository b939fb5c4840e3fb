// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.io.PrintStream;

/**
 * A program that runs a machine until its bearing fails, and prints the predictions of the library with their times.
 * Argument: a seed, 1 by default.
 */
public final class BearingHost {
    private BearingHost() {}

    /** Runs the program. */
    public static void main(String[] args) {
        print(args.length > 0 ? Long.parseLong(args[0]) : 1, System.out);
    }

    static Life print(long seed, PrintStream out) {
        try (Watch watch = new Watch(new Machine(seed))) {
            Life life = watch.untilFailure();
            out.printf(
                    "The bearing was replaced after %d minutes and failed after %d.%n",
                    Watch.MAINTENANCE, life.failed());
            MaintenanceAlert.Level level = null;
            for (Warning warning : life.warnings()) {
                if (warning.minute() > Watch.MAINTENANCE && warning.alert().level() != level) {
                    level = warning.alert().level();
                    print(warning, life, out);
                }
            }
            for (RiskAssessment risk : watch.processor().dashboard().riskAssessments()) {
                out.printf("Risk of %s: %.2f %s%n", risk.component(), risk.risk(), risk.recommendations());
            }
            for (Alert alert : watch.processor().alerts(20)) {
                out.printf("Alert %s (%s): %s%n", alert.ruleId(), alert.severity(), alert.description());
            }
            return life;
        }
    }

    private static void print(Warning warning, Life life, PrintStream out) {
        out.printf(
                "minute %d, %s: %s; predicted minute %d, actual remaining time %d minutes%n",
                warning.minute(),
                warning.alert().level(),
                warning.alert().description(),
                warning.predicted(),
                life.failed() - warning.minute());
        warning.alert().recommendedActions().forEach(action -> out.printf("  %s%n", action));
    }
}
