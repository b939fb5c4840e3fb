// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the application gives to integrations. Immutable.
 *
 * @param directory what paths in the configuration are relative to
 * @param allowsCommands whether {@code exec_configs} are allowed
 * @param clock the wall clock
 * @param documents finds the documents of alerts
 */
public record IntegrationEnvironment(
        Path directory, boolean allowsCommands, InstantSource clock, AlertDocuments documents) {
    /** Returns an environment without commands and without documents. */
    public static IntegrationEnvironment of(Path directory, InstantSource clock) {
        return new IntegrationEnvironment(directory, false, clock, alert -> null);
    }

    /** Returns the same with or without commands. */
    public IntegrationEnvironment allowsCommands(boolean allowed) {
        return new IntegrationEnvironment(directory, allowed, clock, documents);
    }

    /** Returns the same with documents. */
    public IntegrationEnvironment documents(AlertDocuments found) {
        return new IntegrationEnvironment(directory, allowsCommands, clock, found);
    }
}
