// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.text.LabelSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The saved labels of a series, and of a stream the way in which it is formed. Immutable.
 *
 * @param labels the labels
 * @param selector the selector of a stream; null for a series of its own events
 */
record LabelsSnapshot(LabelSet labels, @Nullable StreamSelector selector) {
    /** The number of names of a stream whose members share all labels. */
    private static final int ALL = -1;

    static final LabelsSnapshot NONE = new LabelsSnapshot(LabelSet.EMPTY, null);

    static void save(SeriesState series, DataOutputStream out) throws IOException {
        save(series.labels, out);
        StreamSelector selector = series.index.selector;
        out.writeBoolean(selector != null);
        if (selector != null) {
            List<String> by = selector.by();
            out.writeInt(by == null ? ALL : by.size());
            for (String name : by == null ? List.<String>of() : by) {
                AlertSnapshot.writeText(out, name);
            }
            Combination combine = selector.combine();
            AlertSnapshot.writeText(out, combine == null ? "" : combine.name());
            save(selector.match(), out);
            String joined = selector.joined();
            out.writeBoolean(joined != null);
            AlertSnapshot.writeText(out, joined == null ? "" : joined);
        }
    }

    private static void save(Map<String, String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> one : texts.entrySet()) {
            AlertSnapshot.writeText(out, one.getKey());
            AlertSnapshot.writeText(out, one.getValue());
        }
    }

    static LabelsSnapshot restore(DataInputStream in, boolean hasJoined) throws IOException {
        LabelSet labels = LabelSet.of(texts(in));
        if (!in.readBoolean()) {
            return new LabelsSnapshot(labels, null);
        }
        int names = in.readInt();
        List<String> by = new ArrayList<>();
        for (int left = names; left > 0; left--) {
            by.add(AlertSnapshot.readText(in));
        }
        Combination combine = combination(AlertSnapshot.readText(in));
        Map<String, String> match = texts(in);
        boolean isJoined = hasJoined && in.readBoolean();
        String joined = hasJoined ? AlertSnapshot.readText(in) : "";
        return new LabelsSnapshot(
                labels, new StreamSelector(names == ALL ? null : by, combine, match, isJoined ? joined : null));
    }

    private static @Nullable Combination combination(String name) throws IOException {
        if (name.isEmpty()) {
            return null;
        }
        try {
            return Combination.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("checkpoint damaged: unknown combination", e);
        }
    }

    private static Map<String, String> texts(DataInputStream in) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = AlertSnapshot.readText(in);
            texts.put(name, AlertSnapshot.readText(in));
        }
        return texts;
    }
}
