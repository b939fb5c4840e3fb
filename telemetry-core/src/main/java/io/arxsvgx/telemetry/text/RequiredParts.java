// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check that a builder was given every part that has no default. Not thread-safe. */
public final class RequiredParts {
    private final String what;
    private final List<String> missing = new ArrayList<>();

    private RequiredParts(String what) {
        this.what = what;
    }

    /** Starts the check of what a builder makes, such as {@code alert}. */
    public static RequiredParts of(String what) {
        return new RequiredParts(what);
    }

    /** Notes whether a part is there, under the name of the builder's method. */
    public RequiredParts part(String name, @Nullable Object value) {
        if (value == null) {
            missing.add(name);
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws IllegalArgumentException if a part is missing; it names all that are
     */
    public void check() {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " incomplete: set " + String.join(", ", missing) + " on its builder before build()");
        }
    }
}
