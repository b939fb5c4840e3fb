// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.DisplayTimes;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.storage.AnomalyScores;
import io.arxsvgx.telemetry.internal.storage.SeriesCodec;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.CheckpointVersionException;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.ParameterEquality;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint of all series: their values, the state of their conditions, and the deadlines of their alerts.
 * Immutable.
 *
 * @param savedAt the time at which it was written, in nanoseconds since 1970
 * @param rules the rules at that time by id; null if unknown
 * @param series the series, in no order
 */
public record StateSnapshot(long savedAt, @Nullable Map<String, RuleSnapshot> rules, List<Series> series) {
    private static final int MAGIC = 0x41525853;
    /** The first version had no rules and fewer parts of open alerts. */
    private static final int FIRST_VERSION = 1;

    /** The third version had a count of steps; that and earlier ones had no attributes of pending alerts. */
    static final int THIRD_VERSION = 3;

    /** The fourth version and earlier ones had no labels and no streams. */
    static final int FOURTH_VERSION = 4;

    /** The fifth version and earlier ones had no arrays in the state of rules, and no rules over several series. */
    static final int FIFTH_VERSION = 5;

    /** The last version without the severities of pending alerts. */
    static final int SIXTH_VERSION = 6;

    private static final int VERSION = 7;

    /** Writes the header, which precedes the series. */
    public static void begin(DataOutputStream out, long savedAt, Iterable<ActiveRule> rules) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(savedAt);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RuleSnapshot.save(rules, new DataOutputStream(bytes));
        writeBlock(out, bytes);
    }

    /** Writes the end marker, which follows the series. */
    public static void end(DataOutputStream out) throws IOException {
        out.writeInt(-1);
    }

    /** Writes one series completely or not at all. */
    public static void write(DataOutputStream out, SeriesState series, long clock, long downtime) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        write(series, clock, downtime, new DataOutputStream(bytes));
        writeBlock(out, bytes);
    }

    private static void writeBlock(DataOutputStream out, ByteArrayOutputStream bytes) throws IOException {
        out.writeInt(bytes.size());
        out.writeInt(checksum(bytes.toByteArray()));
        bytes.writeTo(out);
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static void write(SeriesState series, long clock, long downtime, DataOutputStream out) throws IOException {
        out.writeUTF(series.source());
        out.writeUTF(series.type());
        LabelsSnapshot.save(series, out);
        SeriesCodec.save(series, out);
        out.writeLong(series.time);
        out.writeLong(clock - series.clock);
        out.writeLong(series.floor);
        out.writeBoolean(series.stale);
        out.writeUTF(series.lastStatus);
        List<EvaluationPlan.Kind> kinds = new ArrayList<>();
        int rules = 0;
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            if (!kind.isSwitchedOff()) {
                kinds.add(kind);
                rules += kind.rules.length;
            }
        }
        out.writeInt(rules);
        for (EvaluationPlan.Kind kind : kinds) {
            for (int rule = 0; rule < kind.rules.length; rule++) {
                ByteArrayOutputStream slots = new ByteArrayOutputStream();
                SeriesCodec.saveRule(series, kind.evaluator, kind.at, rule, new DataOutputStream(slots));
                out.writeUTF(kind.rules[rule].rule.id());
                out.writeInt(meaning(kind.rules[rule].rule));
                out.writeInt(slots.size());
                slots.writeTo(out);
            }
        }
        out.writeInt(series.openAlerts);
        for (KindState kindState = series.kindStates; kindState != null; kindState = kindState.next) {
            for (int i = 0; i < kindState.openCount; i++) {
                ActiveAlert active = kindState.open[i];
                out.writeUTF(active.entry.rule.id());
                out.writeUTF(active.alert.id());
                out.writeLong(active.startsAt);
                out.writeBoolean(active.firing);
                out.writeBoolean(active.breaching);
                out.writeLong(active.normalSince);
                out.writeLong(active.nextRepeat);
                out.writeLong(active.alert.occurrences());
            }
        }
        writeAdded(series, out);
        writeTimes(series, clock, downtime, out);
        for (KindState kindState = series.kindStates; kindState != null; kindState = kindState.next) {
            for (int i = 0; i < kindState.openCount; i++) {
                AlertSnapshot.save(kindState.open[i], out);
            }
        }
    }

    private static void writeTimes(SeriesState series, long clock, long downtime, DataOutputStream out)
            throws IOException {
        out.writeLong(downtime - series.downtime);
        out.writeBoolean(series.lateClock != Long.MIN_VALUE);
        out.writeLong(series.lateClock == Long.MIN_VALUE ? 0 : clock - series.lateClock);
        out.writeBoolean(series.hasOwnTime());
        DisplayTimes.save(series.shownBefore, out, clock + downtime);
    }

    /** Writes the parts that files of earlier releases lack. */
    private static void writeAdded(SeriesState series, DataOutputStream out) throws IOException {
        out.writeInt(series.marked().size());
        for (String alert : series.marked()) {
            out.writeUTF(alert);
        }
        AnomalyScores levels = series.levels;
        out.writeBoolean(levels != null);
        if (levels != null) {
            levels.save(out);
        }
    }

    /** Returns a hash that is equal for rules whose state slots have the same meaning. */
    static int meaning(AlertRule rule) {
        return meaning(rule, ParameterEquality.comparable(rule.parameters()));
    }

    /** Returns whether a saved hash is that of a rule; earlier releases hashed its numbers without normalisation. */
    static boolean means(int saved, AlertRule rule) {
        return saved == meaning(rule) || saved == meaning(rule, new TreeMap<>(rule.parameters()));
    }

    private static int meaning(AlertRule rule, Map<String, Object> parameters) {
        return Objects.hash(rule.condition(), parameters.toString());
    }

    /** Reads a checkpoint. */
    public static StateSnapshot read(DataInputStream in) throws IOException {
        try {
            return readAll(in);
        } catch (EOFException e) {
            throw new IOException("checkpoint truncated", e);
        }
    }

    private static StateSnapshot readAll(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a checkpoint");
        }
        int version = in.readInt();
        if (version < FIRST_VERSION || version > VERSION) {
            throw new CheckpointVersionException(version, VERSION);
        }
        long savedAt = in.readLong();
        Map<String, RuleSnapshot> rules = version == FIRST_VERSION
                ? null
                : RuleSnapshot.restore(new DataInputStream(new ByteArrayInputStream(readBlock(in, in.readInt()))));
        List<Series> series = new ArrayList<>();
        for (int length = in.readInt(); length != -1; length = in.readInt()) {
            series.add(Series.read(readBlock(in, length), version));
        }
        return new StateSnapshot(savedAt, rules, series);
    }

    private static byte[] readBlock(DataInputStream in, int length) throws IOException {
        if (length < 0) {
            throw new IOException("checkpoint damaged");
        }
        int checksum = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || checksum(bytes) != checksum) {
            throw new IOException("checkpoint damaged or truncated");
        }
        return bytes;
    }

    /** One series, whose values are not decoded yet. */
    public static final class Series {
        public final String source;
        public final String type;
        public final LabelSet labels;
        /** The way in which the series was formed of others; null for a series of its own events. */
        public final @Nullable StreamSelector selector;

        final byte[] bytes;
        final int valuesAt;
        private final int version;

        private Series(String source, String type, LabelsSnapshot labels, byte[] bytes, int valuesAt, int version) {
            this.version = version;
            this.source = source;
            this.type = type;
            this.labels = labels.labels();
            this.selector = labels.selector();
            this.bytes = bytes;
            this.valuesAt = valuesAt;
        }

        public static Series read(byte[] bytes, int version) throws IOException {
            ByteArrayInputStream raw = new ByteArrayInputStream(bytes);
            DataInputStream in = new DataInputStream(raw);
            String source = in.readUTF();
            String type = in.readUTF();
            LabelsSnapshot labels = version > FOURTH_VERSION
                    ? LabelsSnapshot.restore(in, version > FIFTH_VERSION)
                    : LabelsSnapshot.NONE;
            return new Series(source, type, labels, bytes, bytes.length - raw.available(), version);
        }

        /** Restores the values of a new series, and returns the rest. */
        public Rest restore(SeriesState series, long clock) throws IOException {
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(bytes, valuesAt, bytes.length - valuesAt));
            series.restoreWithinBudget(in);
            series.time = in.readLong();
            series.clock = clock - in.readLong();
            series.floor = in.readLong();
            series.stale = in.readBoolean();
            series.lastStatus = in.readUTF();
            List<SavedSlots> slots = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                slots.add(new SavedSlots(in.readUTF(), in.readInt(), in.readNBytes(in.readInt())));
            }
            List<Open> open = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                open.add(new Open(
                        in.readUTF(),
                        in.readUTF(),
                        in.readLong(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        null));
            }
            if (in.available() == 0) {
                return new Rest(slots, open, null);
            }
            for (int left = in.readInt(); left > 0; left--) {
                series.marked(in.readUTF(), true);
            }
            AnomalyScores levels = in.readBoolean() ? AnomalyScores.restore(in, series.count(), series.room()) : null;
            if (version == FIRST_VERSION) {
                return new Rest(slots, open, levels);
            }
            restoreTimes(series, clock, in);
            List<Open> all = new ArrayList<>(open.size());
            for (Open one : open) {
                all.add(one.with(AlertSnapshot.restore(in, version)));
            }
            return new Rest(slots, all, levels);
        }

        private static void restoreTimes(SeriesState series, long clock, DataInputStream in) throws IOException {
            series.downtime = -in.readLong();
            boolean hadLate = in.readBoolean();
            long sinceLate = in.readLong();
            series.lateClock = hadLate ? clock - sinceLate : Long.MIN_VALUE;
            boolean ownTime = in.readBoolean();
            series.shownBase = ownTime ? SeriesState.OWN_TIME : series.clock + series.downtime - series.time;
            series.shownBefore = DisplayTimes.restore(in, clock);
        }
    }

    /** The saved parts of a series beside its values. */
    public record Rest(
            List<SavedSlots> slots,
            List<Open> open,
            @Nullable AnomalyScores levels) {
        /** Returns the state slots of a rule, or null. */
        public byte @Nullable [] stateSlots(AlertRule rule) {
            for (SavedSlots one : slots) {
                if (one.rule.equals(rule.id()) && means(one.meaning, rule)) {
                    return one.bytes;
                }
            }
            return null;
        }

        /** Returns whether a rule with the same id had another condition or other parameters. */
        public boolean hadOther(AlertRule rule) {
            return slots.stream().anyMatch(one -> one.rule.equals(rule.id()) && !means(one.meaning, rule));
        }
    }

    /** The saved state slots of a rule. */
    static final class SavedSlots {
        final String rule;
        final int meaning;
        final byte[] bytes;

        SavedSlots(String rule, int meaning, byte[] bytes) {
            this.rule = rule;
            this.meaning = meaning;
            this.bytes = bytes;
        }
    }

    /** An open alert. */
    public record Open(
            String rule,
            String alert,
            long startsAt,
            boolean firing,
            boolean breaching,
            long normalSince,
            long nextRepeat,
            long occurrences,
            @Nullable AlertSnapshot more) {
        Open with(AlertSnapshot added) {
            return new Open(rule, alert, startsAt, firing, breaching, normalSince, nextRepeat, occurrences, added);
        }
    }
}
