// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import io.arxsvgx.telemetry.notify.internal.engine.Setup;
import io.arxsvgx.telemetry.notify.internal.file.NotificationsConfig;
import io.arxsvgx.telemetry.notify.internal.file.NotificationsFile;
import io.arxsvgx.telemetry.notify.internal.file.ReceiverConfig;
import io.arxsvgx.telemetry.notify.internal.integration.Integrations;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationEnvironment;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of a builder, a file or a text. The file is looked at every two seconds. */
final class ConfigSource implements Notifications.SetupSource {
    private static final long CHECK_INTERVAL = Duration.ofSeconds(2).toNanos();

    private final @Nullable Path file;
    private final @Nullable String text;
    private final String externalUrl;
    private final Duration maxElapsed;
    private final boolean allowsCommands;
    private final Map<String, String> environment;
    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());
    private @Nullable Stamp read;
    private boolean hasLooked;
    private long nextLook;

    /** What changes when a file is written. */
    private record Stamp(FileTime changed, long size) {}

    ConfigSource(NotificationsBuilder set) {
        file = set.file;
        text = set.yaml();
        externalUrl = set.externalUrl;
        maxElapsed = set.maxElapsed;
        allowsCommands = set.allowsCommands;
        environment = set.environment;
    }

    @Override
    public Setup read() {
        NotificationsFile reader = new NotificationsFile(new Parser(), environment);
        NotificationsConfig config;
        try {
            if (file == null) {
                byte[] yaml = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
                config = reader.parse("notifications", yaml, Path.of(""));
            } else {
                read = stamp(file);
                config = reader.read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        Map<String, List<Integration>> receivers = new LinkedHashMap<>();
        for (ReceiverConfig receiver : config.receivers()) {
            receivers.put(receiver.name(), receiver.integrations());
        }
        return new Setup(new ConfigRouting(config), receivers, externalUrl, maxElapsed, config.describe());
    }

    private static @Nullable Stamp stamp(Path file) {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            // gone for a moment, while an editor replaces it
            return null;
        }
    }

    @Override
    public boolean hasChanged(long nanoTime) {
        if (file == null || (hasLooked && nanoTime < nextLook)) {
            return false;
        }
        hasLooked = true;
        nextLook = nanoTime + CHECK_INTERVAL;
        Stamp now = stamp(file);
        return now != null && !now.equals(read);
    }

    /** The parser of receivers, with the global settings of the configuration that is being read. */
    private final class Parser implements IntegrationParser {
        private @Nullable GlobalDefaults defaults;

        @Override
        public void check(GlobalConfig global) {
            IntegrationEnvironment given = IntegrationEnvironment.of(global.directory(), InstantSource.system())
                    .allowsCommands(allowsCommands)
                    .documents(this::document);
            defaults = GlobalDefaults.read(global.section(), given);
        }

        private byte @Nullable [] document(MessageAlert alert) {
            Alert source = alert.source();
            return source == null ? null : json.bytes(out -> AlertJson.write(out, source));
        }

        @Override
        public @Nullable Integration parse(
                String receiver, String kind, int index, ConfigNode node, GlobalConfig global) {
            GlobalDefaults known = defaults;
            if (known == null) {
                throw new IllegalStateException("the global settings come first");
            }
            return Integrations.parse(receiver, kind, index, node, known);
        }
    }
}
