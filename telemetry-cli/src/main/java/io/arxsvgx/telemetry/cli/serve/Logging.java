// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The configuration of the log. */
public final class Logging {
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20}: %msg%n%ex";

    private Logging() {}

    /** Switches the log off, for commands that report failures themselves. */
    public static void off() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** Rejects an unknown level. */
    static void checkLevel(String level) {
        if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("expected error, warn, info or debug");
        }
    }

    /** Rejects a file to which no log can be written. */
    static void checkFile(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Path folder = path.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    "cannot write the log there; expected the path of a file in an existing folder");
        }
    }

    /** Directs the log to the console, and to a file with rollover. */
    static void configure(OutputStream console, String level, @Nullable Path file) {
        checkLevel(level);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("io.arxsvgx").setLevel(Level.toLevel(level));
        OutputStreamAppender<ILoggingEvent> toConsole = new OutputStreamAppender<>();
        start(context, toConsole, "console");
        toConsole.setOutputStream(new KeptOpen(console));
        toConsole.start();
        root.addAppender(toConsole);
        if (file != null) {
            root.addAppender(rolling(context, file));
        }
    }

    private static void start(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, String name) {
        PatternLayout layout = new PatternLayout();
        layout.getInstanceConverterMap().put("msg", EscapedMessage::new);
        layout.getInstanceConverterMap().put("ex", EscapedStackTrace::new);
        layout.setContext(context);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
        Path path = file.toAbsolutePath().normalize();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        start(context, appender, "file");
        appender.setFile(path.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(path + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf("50MB"));
        policy.setMaxHistory(30);
        policy.setTotalSizeCap(FileSize.valueOf("1GB"));
        policy.start();
        appender.setRollingPolicy(policy);
        appender.start();
        return appender;
    }

    /** A converter that escapes messages, also those of libraries, so that each is one line. */
    private static final class EscapedMessage extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return ForeignText.escape(super.convert(event));
        }
    }

    /** A converter that escapes the exception messages of a stack trace. */
    private static final class EscapedStackTrace extends ThrowableProxyConverter {
        @Override
        protected String throwableProxyToString(IThrowableProxy fault) {
            Throwable known = fault instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
            return super.throwableProxyToString(known == null ? fault : new ThrowableProxy(ForeignText.escape(known)));
        }
    }

    /** A stream that leaves the console open when the log is closed. */
    private static final class KeptOpen extends java.io.FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws java.io.IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
