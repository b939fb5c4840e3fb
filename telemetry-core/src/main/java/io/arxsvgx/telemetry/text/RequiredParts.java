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

    /** Returns a check of the object that a builder creates, such as {@code alert}. */
    public static RequiredParts of(String what) {
        return new RequiredParts(what);
    }

    /** Adds a part, under the name of the builder's method. */
    public RequiredParts part(String name, @Nullable Object value) {
        if (value == null) {
            missing.add(name);
        }
        return this;
    }

    /**
     * Completes the check.
     *
     * @throws IllegalArgumentException if parts are missing; the message names all of them
     */
    public void check() {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " incomplete: set " + String.join(", ", missing) + " on its builder before build()");
        }
    }
}
