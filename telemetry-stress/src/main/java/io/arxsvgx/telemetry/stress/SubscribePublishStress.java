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
 * Subscribing while alerts are published. Forbidden: a subscriber that was notified of firing is not notified of
 * resolving, or in another order, or twice; or the loop fails because the list of subscribers changes.
 */
@JCStressTest
@Outcome(id = "nothing", expect = Expect.ACCEPTABLE, desc = "It subscribed after both.")
@Outcome(id = "RESOLVED", expect = Expect.ACCEPTABLE, desc = "It subscribed between them.")
@Outcome(id = "FIRING RESOLVED", expect = Expect.ACCEPTABLE, desc = "It subscribed before both.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It was notified of something else, or in another order.")
@State
public class SubscribePublishStress implements TelemetrySubscriber {
    private final TelemetryProcessor processor = Subject.turned();
    private final List<String> notified = new CopyOnWriteArrayList<>();

    /** Creates a processor with a rule and two waiting events. */
    public SubscribePublishStress() {
        processor.addAlertRule(Subject.RULE);
        processor.ingest(Subject.BREACH);
        processor.ingest(Subject.NORMAL);
    }

    @Override
    public void onAlert(Alert alert) {
        notified.add(alert.state().name());
    }

    /** Subscribes. */
    @Actor
    @SuppressWarnings("resource")
    public void subscribe() {
        processor.subscribe(this);
    }

    /** Runs the event loop, which publishes firing and resolving. */
    @Actor
    public void publish() {
        processor.runOnce();
    }

    /** Returns the notifications. */
    @Arbiter
    public void look(L_Result result) {
        processor.close();
        result.r1 = notified.isEmpty() ? "nothing" : String.join(" ", notified);
    }
}
