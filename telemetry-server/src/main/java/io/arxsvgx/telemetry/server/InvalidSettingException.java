// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import org.jspecify.annotations.Nullable;

/** Thrown when a setting of the server has a value that is not allowed. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final String value;
    private final String allowed;

    /**
     * Names a setting, its value and what is allowed.
     *
     * @param key the name of the setting, such as {@code bind}
     * @param value the value that was given, as text
     * @param allowed what the setting takes, such as {@code a whole number of at least 1}
     */
    public InvalidSettingException(String key, Object value, String allowed) {
        this(key, value, allowed, null);
    }

    InvalidSettingException(String key, Object value, String allowed, @Nullable Throwable cause) {
        super(key + " is " + (value instanceof String ? "\"" + value + "\"" : value) + "; it takes " + allowed, cause);
        this.key = key;
        this.value = value.toString();
        this.allowed = allowed;
    }

    static int positive(String key, int value) {
        if (value < 1) {
            throw new InvalidSettingException(key, value, "a whole number of at least 1");
        }
        return value;
    }

    /**
     * Returns the name of the setting.
     *
     * @return a name such as {@code bind}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the value that was given.
     *
     * @return the value as text
     */
    public String value() {
        return value;
    }

    /**
     * Returns what the setting takes.
     *
     * @return a phrase such as {@code a whole number of at least 1}
     */
    public String allowed() {
        return allowed;
    }
}
