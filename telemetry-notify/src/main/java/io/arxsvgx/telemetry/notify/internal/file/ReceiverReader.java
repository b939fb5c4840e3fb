// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationParser;
import java.util.ArrayList;
import java.util.List;

/** A reader of receivers, which leaves their integrations to a parser. */
final class ReceiverReader {
    private static final List<String> KINDS =
            List.of("webhook", "slack", "email", "pagerduty", "alertmanager", "exec", "log");
    /** Known to Alertmanager, so that a message can say more than that they are unknown. */
    private static final List<String> UNSUPPORTED_KINDS = List.of(
            "discord",
            "jira",
            "msteams",
            "msteamsv2",
            "opsgenie",
            "pushover",
            "rocketchat",
            "sns",
            "telegram",
            "victorops",
            "webex",
            "wechat");

    private final IntegrationParser parser;
    private final GlobalConfig global;

    ReceiverReader(IntegrationParser parser, GlobalConfig global) {
        this.parser = parser;
        this.global = global;
    }

    ReceiverConfig read(ConfigNode node) {
        String name = node.text("name", "");
        List<Integration> integrations = new ArrayList<>();
        KINDS.forEach(kind -> integrations.addAll(integrations(node, name, kind)));
        for (String kind : UNSUPPORTED_KINDS) {
            if (node.has(kind + "_configs")) {
                node.fault(
                        kind + "_configs",
                        "receivers of this kind are not supported; supported: " + String.join(", ", KINDS));
            }
        }
        node.end();
        return new ReceiverConfig(name, List.copyOf(integrations));
    }

    private List<Integration> integrations(ConfigNode receiver, String name, String kind) {
        List<Integration> integrations = new ArrayList<>();
        List<ConfigNode> nodes = receiver.nodes(kind + "_configs");
        for (int i = 0; i < nodes.size(); i++) {
            Integration integration = parser.parse(name, kind, i, nodes.get(i), global);
            if (integration != null) {
                integrations.add(integration);
            }
        }
        return integrations;
    }
}
