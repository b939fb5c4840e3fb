// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** The CPU time of a thread. With it as clock, other load on the machine does not reduce the budget of detection. */
public final class ThreadCpuTime {
    private ThreadCpuTime() {}

    /**
     * Returns a clock of the CPU time of the calling thread, in nanoseconds; of elapsed time if the JVM does not
     * support it.
     */
    public static LongSupplier ofThisThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }
}
