// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** An integration that writes messages to the log: one of {@code log_configs}. */
final class LogIntegration implements Integration {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry.notify");

    private final String name;
    private final boolean sendsResolved;
    private final Level level;
    private final MessageTemplate text;

    private LogIntegration(IntegrationOptions options) {
        name = options.name();
        sendsResolved = options.sendsResolved(true);
        Level given = options.node().parsed("level", LogIntegration::level);
        level = given == null ? Level.INFO : given;
        text = options.template("message", DefaultTexts.TITLE);
    }

    static Integration parse(IntegrationOptions options) {
        return new LogIntegration(options);
    }

    private static Level level(String text) {
        try {
            return Level.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected trace, debug, info, warn or error, got \"" + text + '"');
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "log";
    }

    @Override
    public boolean sendsResolved() {
        return sendsResolved;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Attempt send(Message message) {
        LOG.atLevel(level).log("{}", ForeignText.escape(text.text(message).strip()));
        return Attempt.sent("written");
    }
}
