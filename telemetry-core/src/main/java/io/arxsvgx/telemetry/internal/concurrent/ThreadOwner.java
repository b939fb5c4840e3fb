// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/** The processor to which threads belong; compared by identity. Immutable. */
public final class ThreadOwner {
    private final String prefix;

    /**
     * Creates an owner.
     *
     * @param processorName the processor's name, which is part of its threads' names; empty for none
     */
    public ThreadOwner(String processorName) {
        prefix = processorName.isEmpty() ? "telemetry-" : "telemetry-" + processorName + "-";
    }

    /** Returns the name of a thread with this role. */
    String threadName(String role) {
        return prefix + role.replace(' ', '-');
    }
}
