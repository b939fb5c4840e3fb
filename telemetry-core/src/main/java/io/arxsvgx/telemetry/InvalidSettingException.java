// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/** Thrown for a setting whose value is not allowed; names the setting, the value and what was expected. Immutable. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** What the setting is called where it was given. */
    private final String setting;
    /** The rejected value, as it is shown. */
    private final String value;
    /** What is allowed. */
    private final String expected;

    /**
     * Describes a setting that was rejected.
     *
     * @param setting what the setting is called where it was given, such as {@code bufferSize} or {@code
     *     TELEMETRY_BUFFER_SIZE}
     * @param value the value, as it is shown
     * @param expected what is allowed
     */
    public InvalidSettingException(String setting, String value, String expected) {
        super(setting + ": expected " + expected + ", got " + value);
        this.setting = setting;
        this.value = value;
        this.expected = expected;
    }

    /**
     * Returns what the setting is called where it was given.
     *
     * @return such as {@code bufferSize}, {@code TELEMETRY_BUFFER_SIZE} or {@code buffer_size}
     */
    public String setting() {
        return setting;
    }

    /**
     * Returns the value that was rejected.
     *
     * @return as it is shown, texts in quotes
     */
    public String value() {
        return value;
    }

    /**
     * Returns what is allowed.
     *
     * @return such as {@code a whole number from 1 to 10000000}
     */
    public String expected() {
        return expected;
    }
}
