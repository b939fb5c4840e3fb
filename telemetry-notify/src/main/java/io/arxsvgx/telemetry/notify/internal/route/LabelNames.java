// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.LabelLimits;
import java.util.regex.Pattern;

/** The names of labels in a configuration. Beyond Alertmanager 0.25, any text is one that cannot be taken for several. */
final class LabelNames {
    private static final Pattern CLASSIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern AMBIGUOUS = Pattern.compile("[,{}!=~\"\\\\\\p{Cntrl}]");

    private LabelNames() {}

    /** Returns whether a name needs no quotes in any version of Alertmanager. */
    static boolean isClassic(String name) {
        return CLASSIC.matcher(name).matches();
    }

    /**
     * Returns a name of a label.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String check(String name) {
        boolean isUsable = LabelLimits.nameProblem(name) == null
                && !AMBIGUOUS.matcher(name).find()
                && name.strip().equals(name);
        if (!isUsable) {
            throw new IllegalArgumentException("invalid label name " + ForeignText.quote(name));
        }
        return name;
    }
}
