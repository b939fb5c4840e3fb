// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.notify.InvalidNotificationsException;
import io.arxsvgx.telemetry.notify.Notifications;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A check of configurations of notifications, which sends nothing. */
public final class NotificationsCheck {
    private static final Pattern KEY = Pattern.compile("(?m)^[\"']?(?:route|receivers)[\"']?\\s*:");

    private NotificationsCheck() {}

    /**
     * Returns whether a text is a configuration of notifications in YAML, by its keys {@code route} and {@code receivers}.
     *
     * @param text the text of a file
     * @return true if a line begins with one of these keys
     */
    public static boolean isConfiguration(String text) {
        return KEY.matcher(text).find();
    }

    /**
     * Checks a file.
     *
     * @param file a file that can be read
     * @param allowsCommands whether receivers may run commands
     * @return one line for each fault; empty if the file is valid
     */
    public static List<String> faults(Path file, boolean allowsCommands) {
        return faults(() ->
                Notifications.builder().file(file).allowCommands(allowsCommands).build());
    }

    /**
     * Checks a text.
     *
     * @param yaml the text of a configuration; files that it names are relative to the working folder
     * @return one line for each fault; empty if the text is valid
     */
    public static List<String> faults(String yaml) {
        return faults(() ->
                Notifications.builder().configuration(yaml).allowCommands(true).build());
    }

    private static List<String> faults(Supplier<Notifications> reader) {
        try {
            reader.get().close();
            return List.of();
        } catch (InvalidNotificationsException e) {
            return e.faults();
        }
    }
}
