// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A detector that reports the patterns that a test adds. */
final class QueuedDetector implements PatternDetector {
    private final ConcurrentLinkedQueue<FailurePattern> due = new ConcurrentLinkedQueue<>();

    void report(FailurePattern pattern) {
        due.add(pattern);
    }

    @Override
    public String name() {
        return "queued";
    }

    @Override
    public void detect(DetectionContext context) {
        for (FailurePattern pattern = due.poll(); pattern != null; pattern = due.poll()) {
            context.report(pattern);
        }
    }
}
