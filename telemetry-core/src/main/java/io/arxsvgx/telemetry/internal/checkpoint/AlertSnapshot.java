// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.Timestamps;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The saved state of an open alert beside its deadlines: the actions that were called for it, and all parts of a
 * pending alert, which is in no store. Immutable.
 *
 * @param notified the actions that were called while it fired
 * @param heldBack whether a silence has suppressed calls that are still due
 * @param pending the state of a pending alert; null if it fires
 */
public record AlertSnapshot(
        Set<String> notified, boolean heldBack, @Nullable Pending pending) {
    /**
     * The state of a pending alert.
     *
     * @param attributes the attributes of the event that opened it
     * @param lastAttributes the attributes of the last breaching event
     * @param severity its severity; null if the checkpoint does not have it
     * @param maxSeverity the highest severity that it has had; null if the checkpoint does not have it
     */
    public record Pending(
            double value,
            String status,
            String description,
            Instant startsAt,
            Evidence evidence,
            Map<String, Object> attributes,
            Map<String, Object> lastAttributes,
            @Nullable Severity severity,
            @Nullable Severity maxSeverity) {}

    static void save(ActiveAlert active, DataOutputStream out) throws IOException {
        Set<String> notified = active.alert.notified();
        out.writeInt(notified.size());
        for (String action : notified) {
            writeText(out, action);
        }
        out.writeBoolean(active.alert.heldBack);
        out.writeBoolean(!active.firing);
        if (!active.firing) {
            Alert alert = active.alert.atLastStep();
            out.writeDouble(alert.value());
            writeText(out, alert.status());
            writeText(out, alert.description());
            out.writeLong(ChronoUnit.NANOS.between(Instant.EPOCH, alert.startsAt()));
            save(alert.evidence(), out);
            AttributesSnapshot.save(alert.attributes(), out);
            AttributesSnapshot.save(active.attributes, out);
            writeText(out, alert.severity().label());
            writeText(out, alert.maxSeverity().label());
        }
    }

    private static void save(Evidence evidence, DataOutputStream out) throws IOException {
        out.writeInt(evidence.values().size());
        for (double value : evidence.values()) {
            out.writeDouble(value);
        }
        writeText(out, evidence.figure());
        out.writeDouble(evidence.computed());
        out.writeDouble(evidence.limit());
        writeText(out, evidence.text());
    }

    static AlertSnapshot restore(DataInputStream in, int version) throws IOException {
        Set<String> notified = new LinkedHashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            notified.add(readText(in));
        }
        boolean heldBack = in.readBoolean();
        if (version == StateSnapshot.THIRD_VERSION) {
            in.readLong();
        }
        return new AlertSnapshot(notified, heldBack, in.readBoolean() ? restorePending(in, version) : null);
    }

    private static Pending restorePending(DataInputStream in, int version) throws IOException {
        double value = in.readDouble();
        String status = readText(in);
        String description = readText(in);
        Instant startsAt = Timestamps.ofNanos(in.readLong());
        Evidence evidence = restoreEvidence(in);
        boolean hasAttributes = version > StateSnapshot.THIRD_VERSION;
        Map<String, Object> attributes = hasAttributes ? AttributesSnapshot.restore(in) : Map.of();
        Map<String, Object> lastAttributes = hasAttributes ? AttributesSnapshot.restore(in) : Map.of();
        boolean hasSeverities = version > StateSnapshot.SIXTH_VERSION;
        Severity severity = hasSeverities ? Severity.of(readText(in)) : null;
        Severity maxSeverity = hasSeverities ? Severity.of(readText(in)) : null;
        return new Pending(
                value, status, description, startsAt, evidence, attributes, lastAttributes, severity, maxSeverity);
    }

    private static Evidence restoreEvidence(DataInputStream in) throws IOException {
        List<Double> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(in.readDouble());
        }
        return new Evidence(values, readText(in), in.readDouble(), in.readDouble(), Duration.ZERO, readText(in));
    }

    /** Writes a text of any length and content. */
    static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("checkpoint damaged: text of " + length + " characters");
        }
        StringBuilder text = new StringBuilder(length);
        for (int left = length; left > 0; left--) {
            text.append(in.readChar());
        }
        return text.toString();
    }
}
