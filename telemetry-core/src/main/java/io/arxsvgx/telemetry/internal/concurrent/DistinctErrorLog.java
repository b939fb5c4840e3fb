// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import io.arxsvgx.telemetry.text.ForeignText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A log that reports each distinct fault once. Two faults are the same if the place, the class and the throwing frame
 * are equal; their messages may differ. The number of distinct faults is bounded; further ones are not logged.
 * Thread-safe.
 */
public final class DistinctErrorLog {
    private static final int MAX_DISTINCT_ERRORS = 256;
    private static final int MAX_LINE = 500;

    private final Logger log;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public DistinctErrorLog(Logger log) {
        this.log = log;
    }

    public void log(String place, @Nullable Throwable fault) {
        if (known.size() < MAX_DISTINCT_ERRORS && known.add(key(place, fault))) {
            logOnce(place, fault);
        }
    }

    private void logOnce(String foreign, @Nullable Throwable fault) {
        String place = ForeignText.escape(foreign);
        try {
            Throwable logged = fault == null ? null : ForeignText.escape(fault);
            log.warn("{}; further occurrences are counted, not logged", place, logged);
        } catch (Throwable unreadable) {
            rethrowFatal(unreadable);
            String text = fault == null ? "" : ForeignText.escape(text(fault));
            log.warn("{}; further occurrences are counted, not logged: {}", place, text);
        }
    }

    private static String key(String place, @Nullable Throwable fault) {
        if (fault == null) {
            return place;
        }
        String key = place + fault.getClass().getName();
        try {
            StackTraceElement[] frames = fault.getStackTrace();
            return key + (frames.length > 0 ? frames[0] : "");
        } catch (Throwable unreadable) {
            rethrowFatal(unreadable);
            return key;
        }
    }

    /** Returns a fault as text; its class if its message cannot be read. */
    public static String text(Throwable fault) {
        try {
            return fault.toString();
        } catch (Throwable unreadable) {
            rethrowFatal(unreadable);
            return fault.getClass().getName();
        }
    }

    /** Returns a fault in one line of bounded length. */
    public static String line(Throwable fault) {
        String line = text(fault).lines().findFirst().orElse("");
        return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
    }

    /** Rethrows errors of the virtual machine, except a stack overflow. */
    public static void rethrowFatal(Throwable fault) {
        if (fault instanceof VirtualMachineError error && !(fault instanceof StackOverflowError)) {
            throw error;
        }
    }
}
