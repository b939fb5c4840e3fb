// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.ParameterEquality;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The saved parts of a rule, to determine after a restart whether it is unchanged. Immutable.
 *
 * @param signature a hash, equal for rules whose alerts may continue under one another
 * @param repeatInterval the interval at which its actions were called
 * @param actions its actions
 */
public record RuleSnapshot(long signature, Duration repeatInterval, List<String> actions) {

    static RuleSnapshot of(AlertRule rule) {
        return new RuleSnapshot(signature(rule), rule.repeatInterval(), rule.actions());
    }

    /** Returns whether the rule's alerts may continue under another rule with the same id. */
    public boolean continuesAs(AlertRule rule) {
        return signature == signature(rule);
    }

    private static long signature(AlertRule rule) {
        String text = String.join(
                "\n",
                rule.condition(),
                rule.source(),
                rule.forDuration().toString(),
                Boolean.toString(rule.enabled()),
                ParameterEquality.comparable(rule.parameters()).toString());
        StreamSelector selector = StreamSelector.of(rule);
        if (selector != null || !rule.match().isEmpty()) {
            text += "\n" + new TreeMap<>(rule.match()) + "\n" + (selector == null ? null : selector.signature());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static void save(Iterable<ActiveRule> rules, DataOutputStream out) throws IOException {
        for (ActiveRule entry : rules) {
            RuleSnapshot rule = of(entry.rule);
            out.writeBoolean(true);
            AlertSnapshot.writeText(out, entry.rule.id());
            out.writeLong(rule.signature);
            out.writeLong(rule.repeatInterval.toNanos());
            out.writeInt(rule.actions.size());
            for (String action : rule.actions) {
                AlertSnapshot.writeText(out, action);
            }
        }
        out.writeBoolean(false);
    }

    static Map<String, RuleSnapshot> restore(DataInputStream in) throws IOException {
        Map<String, RuleSnapshot> rules = new HashMap<>();
        while (in.readBoolean()) {
            String id = AlertSnapshot.readText(in);
            long signature = in.readLong();
            Duration repeatInterval = Duration.ofNanos(in.readLong());
            List<String> actions = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                actions.add(AlertSnapshot.readText(in));
            }
            rules.put(id, new RuleSnapshot(signature, repeatInterval, List.copyOf(actions)));
        }
        return rules;
    }
}
