// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Subscribing against publishing. Forbidden: a subscriber that heard of the firing does not hear of the end, or hears of
 * the end first, or of one of them twice; or the loop fails on a list of subscribers that changes.
 */
@JCStressTest
@Outcome(id = "nothing", expect = Expect.ACCEPTABLE, desc = "It came after both.")
@Outcome(id = "RESOLVED", expect = Expect.ACCEPTABLE, desc = "It came between them.")
@Outcome(id = "FIRING RESOLVED", expect = Expect.ACCEPTABLE, desc = "It came before both.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Told of something else, or in another order.")
@State
public class SubscribePublishStress implements TelemetrySubscriber {
    private final TelemetryProcessor processor = Subject.turned();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Begins with a rule in force and two events waiting. */
    public SubscribePublishStress() {
        processor.addAlertRule(Subject.RULE);
        processor.ingest(Subject.BREACH);
        processor.ingest(Subject.NORMAL);
    }

    @Override
    public void onAlert(Alert alert) {
        heard.add(alert.state().name());
    }

    /** Who wants to be told. */
    @Actor
    @SuppressWarnings("resource")
    public void subscribe() {
        processor.subscribe(this);
    }

    /** The loop, which tells of the firing and of the end. */
    @Actor
    public void publish() {
        processor.runOnce();
    }

    /** What was heard. */
    @Arbiter
    public void look(L_Result result) {
        processor.close();
        result.r1 = heard.isEmpty() ? "nothing" : String.join(" ", heard);
    }
}
