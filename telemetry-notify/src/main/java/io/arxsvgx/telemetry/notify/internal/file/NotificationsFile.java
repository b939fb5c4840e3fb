// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.notify.InvalidNotificationsException;
import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.EnvironmentTexts;
import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import io.arxsvgx.telemetry.notify.internal.config.SecretMask;
import io.arxsvgx.telemetry.notify.internal.config.YamlTree;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationParser;
import io.arxsvgx.telemetry.notify.internal.route.InhibitRule;
import io.arxsvgx.telemetry.notify.internal.route.Inhibition;
import io.arxsvgx.telemetry.notify.internal.route.RouteConfig;
import io.arxsvgx.telemetry.notify.internal.route.RouteReader;
import io.arxsvgx.telemetry.notify.internal.route.RouteTree;
import io.arxsvgx.telemetry.notify.internal.route.TimeInterval;
import io.arxsvgx.telemetry.notify.internal.route.TimeIntervalReader;
import io.arxsvgx.telemetry.notify.internal.route.TimeIntervals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A reader of configurations in the format of Alertmanager 0.25, with extensions. It reports all faults at once. Thread-safe. */
public final class NotificationsFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final IntegrationParser parser;
    private final Map<String, String> environment;

    /**
     * Creates a reader.
     *
     * @param environment the variables that <code>${env:NAME}</code> stands for
     */
    public NotificationsFile(IntegrationParser parser, Map<String, String> environment) {
        this.parser = parser;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidNotificationsException if it has faults
     */
    public NotificationsConfig read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(YamlTree.MAX_BYTES + 1);
        }
        Path directory = file.toAbsolutePath().normalize().getParent();
        return parse(file.toString(), bytes, directory == null ? file.toAbsolutePath() : directory);
    }

    /**
     * Reads a configuration.
     *
     * @param name its name in messages
     * @param yaml the text in UTF-8
     * @param directory the directory of relative names of files in it
     * @throws InvalidNotificationsException if it has faults
     */
    public NotificationsConfig parse(String name, byte[] yaml, Path directory) {
        return parse(name, text(name, yaml), directory);
    }

    private static String text(String name, byte[] yaml) {
        if (yaml.length > YamlTree.MAX_BYTES) {
            throw new InvalidNotificationsException(
                    name, List.of("larger than " + YamlTree.MAX_BYTES + " bytes, which is the maximum"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidNotificationsException(name, List.of("expected text in UTF-8"));
        }
    }

    private NotificationsConfig parse(String name, String yaml, Path directory) {
        ConfigFaults faults = new ConfigFaults();
        JsonNode tree = YamlTree.read(yaml, faults);
        refuse(name, faults);
        JsonNode filled = new EnvironmentTexts(environment, faults).replaceIn(tree);
        NotificationsConfig config = read(new ConfigNode("", filled, faults), directory, SecretMask.yaml(tree));
        if (!faults.isEmpty()) {
            config.close();
        }
        refuse(name, faults);
        return config;
    }

    private static void refuse(String name, ConfigFaults faults) {
        if (!faults.isEmpty()) {
            throw new InvalidNotificationsException(name, faults.all());
        }
    }

    private NotificationsConfig read(ConfigNode root, Path directory, String description) {
        if (root.has("templates")) {
            root.fault("templates", "files of templates are not supported; write the texts into the receivers");
        }
        GlobalConfig global = GlobalConfig.read(root.nodeOrEmpty("global"), directory);
        parser.check(global);
        List<ReceiverConfig> receivers = receivers(root, global);
        Map<String, List<TimeInterval>> intervals = intervals(root);
        Inhibition inhibition = new Inhibition(
                root.nodes("inhibit_rules").stream().map(InhibitRule::read).toList());
        RouteConfig route = route(root, receivers, intervals.keySet());
        root.end();
        return new NotificationsConfig(
                global, new RouteTree(route), receivers, inhibition, new TimeIntervals(intervals), description);
    }

    private List<ReceiverConfig> receivers(ConfigNode root, GlobalConfig global) {
        ReceiverReader reader = new ReceiverReader(parser, global);
        List<ReceiverConfig> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigNode node : root.nodes("receivers")) {
            checkName(node, names);
            receivers.add(reader.read(node));
        }
        return List.copyOf(receivers);
    }

    private Map<String, List<TimeInterval>> intervals(ConfigNode root) {
        Map<String, List<TimeInterval>> intervals = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        List<ConfigNode> nodes = new ArrayList<>(root.nodes("mute_time_intervals"));
        nodes.addAll(root.nodes("time_intervals"));
        for (ConfigNode node : nodes) {
            checkName(node, names);
            intervals.put(
                    node.text("name", ""),
                    node.nodes("time_intervals").stream()
                            .map(TimeIntervalReader::read)
                            .toList());
            node.end();
        }
        return intervals;
    }

    private static void checkName(ConfigNode node, Set<String> names) {
        String name = node.text("name", "");
        if (name.isEmpty()) {
            node.fault("name", "missing");
        } else if (!names.add(name)) {
            node.fault("name", "\"" + name + "\" is given twice");
        }
    }

    private static RouteConfig route(ConfigNode root, List<ReceiverConfig> receivers, Set<String> intervals) {
        ConfigNode node = root.node("route");
        if (node == null) {
            root.fault("route", "missing");
            return RouteConfig.root("");
        }
        Set<String> names = new TreeSet<>();
        receivers.forEach(receiver -> names.add(receiver.name()));
        return new RouteReader(names, intervals).readRoot(node);
    }
}
