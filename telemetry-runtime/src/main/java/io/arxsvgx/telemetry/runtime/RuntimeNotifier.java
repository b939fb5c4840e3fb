// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import io.arxsvgx.telemetry.notify.Notifications;
import io.arxsvgx.telemetry.notify.NotificationsBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Creates the notifier of a runtime from a file of routes and receivers. */
final class RuntimeNotifier {
    private RuntimeNotifier() {}

    /**
     * Reads a file.
     *
     * @param file in the format of Alertmanager
     * @param externalUrl the address of the page in messages; null for none
     * @param allowsCommands whether receivers may run commands
     * @throws io.arxsvgx.telemetry.notify.InvalidNotificationsException if the file has faults
     */
    static Notifications read(Path file, @Nullable String externalUrl, boolean allowsCommands) {
        NotificationsBuilder builder = Notifications.builder().file(file).allowCommands(allowsCommands);
        if (externalUrl != null) {
            builder.externalUrl(externalUrl);
        }
        return builder.build();
    }
}
