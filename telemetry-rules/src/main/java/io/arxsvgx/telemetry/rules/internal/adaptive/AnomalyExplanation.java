// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import java.util.Locale;

/** The text that explains a verdict of the adaptive detector. Thread-safe. */
final class AnomalyExplanation {
    private static final double MEMORY = 150_000;
    private static final double RAREST = 1e9;

    private AnomalyExplanation() {}

    /** For example {@code value 99.0 above 61.2 to 78.9: about 1 in 1,000,000 values; score 0.91}. */
    static String of(
            Verdict verdict,
            Feature feature,
            double figure,
            double low,
            double high,
            double novelty,
            long seen,
            double score,
            int marks) {
        StringBuilder text = new StringBuilder(feature.label).append(' ').append(shown(figure, low, high));
        if (high < low) {
            text.append(" between ").append(rounded(high, low)).append(" and ").append(rounded(low, high));
            text.append(", where it has never been: about 1 in ")
                    .append(rarity(novelty, seen))
                    .append(" values");
        } else if (figure > high || figure < low) {
            text.append(figure > high ? " above " : " below ").append(band(low, high));
            text.append(": about 1 in ").append(rarity(novelty, seen)).append(" values");
        } else {
            text.append(" within ").append(band(low, high));
        }
        if (marks > 0) {
            text.append("; alarm threshold raised by ")
                    .append(marks)
                    .append(marks == 1 ? " false-positive mark" : " false-positive marks");
        }
        text.append(verdict == Verdict.HOLDING ? "; same event" : "");
        return text.append("; score ")
                .append(String.format(Locale.ROOT, "%.2f", score))
                .toString();
    }

    /** The expected number of values per such value: that of a new extreme, and exponentially more with its distance. */
    private static String rarity(double novelty, long seen) {
        double rarity = Math.min(RAREST, Math.min(MEMORY, (double) seen) * Math.exp(Math.min(50, novelty)));
        double power = Math.pow(10, Math.floor(Math.log10(rarity)));
        return String.format(Locale.ROOT, "%,d", (long) (Math.rint(rarity / power) * power));
    }

    private static String band(double low, double high) {
        return low == Double.NEGATIVE_INFINITY
                ? "0 to " + NumberFormatting.of(high)
                : rounded(low, high) + " to " + rounded(high, low);
    }

    private static String shown(double figure, double low, double high) {
        return NumberFormatting.limit(figure, figure > high ? high : low);
    }

    private static String rounded(double bound, double other) {
        return NumberFormatting.limit(bound, other);
    }
}
