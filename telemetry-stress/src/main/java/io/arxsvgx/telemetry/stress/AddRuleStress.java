// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryProcessor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Adding a rule while the event loop runs. Forbidden: the loop applies rule changes before the rule is added, then
 * processes an event that was ingested after the call had returned, without the rule.
 */
@JCStressTest
@Outcome(id = "evaluated", expect = Expect.ACCEPTABLE, desc = "The rule evaluated the event.")
@Outcome(
        id = "missed",
        expect = Expect.FORBIDDEN,
        desc = "The rule did not evaluate an event that was ingested after it was added.")
@State
public class AddRuleStress {
    private final TelemetryProcessor processor = Subject.turned();

    /** Adds a rule, then ingests an event that breaches it. */
    @Actor
    public void addThenProduce() {
        processor.addAlertRule(Subject.RULE);
        processor.ingest(Subject.BREACH);
    }

    /** Runs the event loop once. */
    @Actor
    public void turn() {
        processor.runOnce();
        processor.runOnce();
    }

    /** Checks whether the rule has fired. */
    @Arbiter
    public void look(L_Result result) {
        processor.runOnce();
        result.r1 = processor.alerts(10).size() == 1 ? "evaluated" : "missed";
        processor.close();
    }
}
