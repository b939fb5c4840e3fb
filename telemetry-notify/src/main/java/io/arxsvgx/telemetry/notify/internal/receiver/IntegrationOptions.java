// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.PrometheusDuration;
import io.arxsvgx.telemetry.notify.internal.http.HttpSettings;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.template.InvalidTemplateException;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of an integration as they are read from its mapping. Not thread-safe. */
public final class IntegrationOptions {
    private final String receiver;
    private final String name;
    private final ConfigNode node;
    private final GlobalDefaults global;
    private final int faultsBefore;

    /**
     * Creates options.
     *
     * @param receiver the receiver's name
     * @param name the integration's name in the receiver, such as {@code webhook[0]}
     */
    public IntegrationOptions(String receiver, String name, ConfigNode node, GlobalDefaults global) {
        this.receiver = receiver;
        this.name = name;
        this.node = node;
        this.global = global;
        this.faultsBefore = node.faults().all().size();
    }

    public String receiver() {
        return receiver;
    }

    public String name() {
        return name;
    }

    public ConfigNode node() {
        return node;
    }

    public GlobalDefaults global() {
        return global;
    }

    /** Returns whether a fault was found in these options. */
    public boolean isFaulty() {
        return node.faults().all().size() > faultsBefore;
    }

    /** Returns {@code send_resolved}. */
    public boolean sendsResolved(boolean otherwise) {
        return node.flag("send_resolved", otherwise);
    }

    /** Returns {@code http_config}, which replaces the global one as a whole. */
    public HttpSettings http() {
        ConfigNode own = node.node("http_config");
        return own == null
                ? global.http()
                : HttpSettings.read(own, global.environment().directory());
    }

    /** Returns a secret, which may be in a file; null if there is none. */
    public @Nullable Secret secret(String key) {
        return Secret.read(node, key, global.environment().directory());
    }

    /** Returns a template; the default is one too. */
    public MessageTemplate template(String key, String otherwise) {
        MessageTemplate found = node.parsed(key, MessageTemplate::parse);
        return found == null ? MessageTemplate.parse(otherwise) : found;
    }

    /** Returns the templates of a mapping by key; empty if there is none. */
    public Map<String, MessageTemplate> templates(String key) {
        Map<String, MessageTemplate> templates = new LinkedHashMap<>();
        for (var text : node.map(key).entrySet()) {
            try {
                templates.put(text.getKey(), MessageTemplate.parse(text.getValue()));
            } catch (InvalidTemplateException e) {
                node.fault(key + "." + text.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return templates;
    }

    /** Returns a duration in a range, or a default. */
    public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
        Duration found = node.parsed(key, PrometheusDuration::parse);
        if (found == null) {
            return otherwise;
        }
        if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
            node.fault(key, "expected " + Durations.format(least) + " to " + Durations.format(most));
            return otherwise;
        }
        return found;
    }
}
