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
 * Removing a rule while the event loop runs. Forbidden: an event that was ingested after the removal had returned makes
 * the rule fire.
 */
@JCStressTest
@Outcome(id = "quiet", expect = Expect.ACCEPTABLE, desc = "The removed rule evaluated no later event.")
@Outcome(id = "fired", expect = Expect.FORBIDDEN, desc = "A removed rule fired on an event that was ingested later.")
@State
public class RemoveRuleStress {
    private final TelemetryProcessor processor = Subject.turned();

    /** Creates a processor with the rule. */
    public RemoveRuleStress() {
        processor.addAlertRule(Subject.RULE);
        processor.runOnce();
    }

    /** Removes the rule, then ingests an event that would breach it. */
    @Actor
    public void removeThenProduce() {
        processor.removeAlertRule(Subject.RULE.id());
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
        result.r1 = processor.alerts(10).isEmpty() ? "quiet" : "fired";
        processor.close();
    }
}
