// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * The exception for a setting whose value is not allowed; names the setting, the value and what was expected.
 * Immutable.
 */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The name of the setting in the place where it was set. */
    private final String setting;
    /** The rejected value, as it is shown. */
    private final String value;
    /** The allowed values. */
    private final String expected;

    /**
     * Describes a setting that was rejected.
     *
     * @param setting the name of the setting in the place where it was set, such as {@code bufferSize} or {@code
     *     TELEMETRY_BUFFER_SIZE}
     * @param value the value, as it is shown
     * @param expected the allowed values
     */
    public InvalidSettingException(String setting, String value, String expected) {
        super(setting + ": expected " + expected + ", got " + value);
        this.setting = setting;
        this.value = value;
        this.expected = expected;
    }

    /**
     * Returns the name of the setting in the place where it was set.
     *
     * @return such as {@code bufferSize}, {@code TELEMETRY_BUFFER_SIZE} or {@code buffer_size}
     */
    public String setting() {
        return setting;
    }

    /**
     * Returns the rejected value.
     *
     * @return as it is shown, texts in quotes
     */
    public String value() {
        return value;
    }

    /**
     * Returns the allowed values.
     *
     * @return such as {@code a whole number from 1 to 10000000}
     */
    public String expected() {
        return expected;
    }
}
