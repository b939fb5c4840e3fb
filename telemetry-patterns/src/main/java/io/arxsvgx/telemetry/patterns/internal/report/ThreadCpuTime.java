// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** The time that a thread has had a processor, so that a busy machine does not make detection fall behind. */
public final class ThreadCpuTime {
    private ThreadCpuTime() {}

    /** That of whichever thread asks, in nanoseconds; where the JVM cannot tell, the time that has passed. */
    public static LongSupplier ofThisThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }
}
