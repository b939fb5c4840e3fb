// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The explanation of the verdict on a rule that is composed of conditions: the part that decided, and all parts. */
final class Explanation {
    private Explanation() {}

    static Evaluation of(Tree tree, SeriesContext series, int own) {
        Truth truth = CompositeEvaluator.truth(series, tree.root, own);
        Node.Leaf decided = tree.leaves.get((int) series.stateLong(own + Tree.DECIDED));
        @Nullable Evaluation deciding = series.inputEvaluation(decided.input());
        String text =
                (truth == Truth.TRUE ? "" : truth == Truth.FALSE ? "not " : "unknown: ") + text(tree.root, series, own);
        if (tree.leaves.size() > 1) {
            text += "; decided by " + decided.field() + ": " + textOf(decided, series, own);
        }
        return new Evaluation(
                truth.verdict(),
                deciding == null ? List.of() : deciding.values(),
                deciding == null ? decided.condition() : deciding.figure(),
                deciding == null ? Double.NaN : deciding.computed(),
                deciding == null ? Double.NaN : deciding.limit(),
                text);
    }

    private static String text(Node node, SeriesContext series, int own) {
        if (node instanceof Node.Leaf leaf) {
            return leaf.field() + ": " + textOf(leaf, series, own) + " = "
                    + CompositeEvaluator.truth(series, leaf, own).text();
        }
        String name = node instanceof Node.AllOf
                ? "all of"
                : node instanceof Node.AnyOf ? "any of" : node instanceof Node.Not ? "not" : "in order";
        return name + " ("
                + node.parts().stream().map(part -> text(part, series, own)).collect(Collectors.joining(", ")) + ")";
    }

    private static String textOf(Node.Leaf leaf, SeriesContext series, int own) {
        @Nullable Evaluation part = series.inputEvaluation(leaf.input());
        if (part == null) {
            return leaf.condition() + " (no event since the start)";
        }
        // events of other parts may have advanced the time of the rule beyond that of the part
        boolean isByOthers =
                part.verdict() == Verdict.NORMAL && CompositeEvaluator.truth(series, leaf, own) == Truth.TRUE;
        return isByOthers ? leaf.condition() + " (deadline passed)" : part.text();
    }
}
