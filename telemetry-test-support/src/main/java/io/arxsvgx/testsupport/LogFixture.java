// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a logger and those below it write, kept instead of printed until this is closed. */
public final class LogFixture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    /** Listens to every logger of the product. */
    public LogFixture() {
        this("io.arxsvgx.telemetry");
    }

    /** Listens to the loggers of this name and below. */
    @SuppressWarnings("this-escape") // of a final class: nobody sees it half made
    public LogFixture(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        start();
        logger.setAdditive(false);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** Returns what was logged so far, the oldest first. */
    public List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the messages that were logged so far, the oldest first, with their arguments filled in. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Returns how many messages contain a text. */
    public long count(String part) {
        return messages().stream().filter(message -> message.contains(part)).count();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
    }
}
