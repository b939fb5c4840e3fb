// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A processor, and around it what a program otherwise assembles by hand: alert store, saved state, rules and server.
 *
 * <pre>{@code
 * try (TelemetryRuntime runtime = TelemetryRuntime.builder()
 *         .config(TelemetryConfig.fromEnvironment(System.getenv()))
 *         .data(Path.of("data"))
 *         .rules(DefaultRules.all())
 *         .shutdownHook(true)
 *         .build()) {
 *     runtime.start();
 *     runtime.processor().series("pump-1", "temperature").record(91.5);
 * }
 * }</pre>
 *
 * <p>{@link Builder#build} locks the data folder, opens the store, creates the processor and sets the rules. Between it and
 * {@link #start} a program registers actions and sets rules of its own, which replace those of the same id. {@code start}
 * restores the state, then starts the processor, the server and the {@link Builder#onStart event sources}, in this order; {@link
 * #close} stops them in reverse, so that everything accepted is processed and saved. Whatever fails in {@code build} or {@code
 * start}, what was opened before is closed again, no thread is left, and a data folder that was created is deleted.
 *
 * <p>Any thread may call any method. {@code start} and {@code close} exclude each other: a second caller waits until the first
 * has returned. Thread-safe.
 */
public final class TelemetryRuntime implements AutoCloseable {
    private enum State {
        NEW,
        STARTING,
        RUNNING,
        CLOSED
    }

    private final RuntimeAssembly assembly;
    private final @Nullable ShutdownHook hook;
    private final boolean hasServer;
    private State state = State.NEW;

    private TelemetryRuntime(Builder set) {
        assembly = new RuntimeAssembly(set);
        hook = set.shutdownHook ? new ShutdownHook(this::close) : null;
        hasServer = set.server != null;
    }

    /**
     * Returns a new builder.
     *
     * @return a builder with the defaults: no data folder, no rules, a server with default settings, no shutdown hook
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Restores the state, then starts the processor, the server and the event sources. Does nothing if it has started. If it
     * fails, everything is closed, for good.
     *
     * @throws IllegalStateException if the runtime is closed
     * @throws io.arxsvgx.telemetry.store.NewerFileException if a later release wrote the checkpoint in the data folder
     * @throws io.arxsvgx.telemetry.server.PortUnavailableException if a port cannot be opened
     * @throws RuntimeException what an event source throws
     */
    public synchronized void start() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("the runtime is closed; build another one");
        }
        if (state != State.NEW) {
            return;
        }
        state = State.STARTING;
        try {
            if (hook != null) {
                hook.register();
            }
            assembly.start();
            state = State.RUNNING;
        } catch (Throwable e) {
            state = State.CLOSED;
            closeWith(() -> assembly.closeAfter(e));
            throw e;
        }
    }

    /**
     * Stops what was started, last first: event sources, server, processor. Saves the state, closes the store and releases the
     * data folder. Everything accepted is processed and saved; actions get up to five seconds to finish. Each step is taken even
     * if another one fails. Final; does nothing the second time, and waits where another thread closes it meanwhile. The shutdown
     * hook is removed. A data folder that was created is deleted if the runtime was never started.
     *
     * <p>Call it from a thread of the host, not from an action or a subscriber, for which it would wait.
     *
     * @throws IllegalStateException if called by an event source that is being started
     * @throws RuntimeException what the first step that failed threw; other failures are suppressed in it
     */
    @Override
    public synchronized void close() {
        if (state == State.STARTING) {
            throw new IllegalStateException("the runtime is starting; an event source cannot close it");
        }
        if (state != State.CLOSED) {
            state = State.CLOSED;
            closeWith(assembly::close);
        }
    }

    private void closeWith(Runnable close) {
        try {
            close.run();
        } finally {
            if (hook != null) {
                hook.remove();
            }
        }
    }

    /**
     * Returns the processor, which belongs to this runtime: it starts, stops and closes it.
     *
     * @return the processor; before {@link #start} it accepts events up to its buffer size, which are processed after it
     */
    public TelemetryProcessor processor() {
        return assembly.processor();
    }

    /**
     * Returns the server.
     *
     * @return the server, whose ports are open from {@link #start} to {@link #close}
     * @throws IllegalStateException if the runtime was built {@linkplain Builder#withoutServer() without a server}
     */
    public RealtimeTelemetryServer server() {
        if (!hasServer) {
            throw new IllegalStateException("the runtime was built without a server");
        }
        return assembly.server();
    }

    /**
     * Returns the data folder.
     *
     * @return its absolute path; empty if nothing is kept on disk
     */
    public Optional<Path> data() {
        return assembly.data();
    }

    /** Collects the parts of a runtime. Not thread-safe. */
    public static final class Builder {
        private static final Duration MIN_CHECKPOINT_INTERVAL = Duration.ofMillis(100);

        TelemetryConfig config = TelemetryConfig.defaults();

        @Nullable
        Path data;

        Duration checkpointInterval = Duration.ofSeconds(10);
        List<AlertRule> rules = List.of();

        @Nullable
        Path rulesFile;

        @Nullable
        Path notifications;

        @Nullable
        String externalUrl;

        boolean allowsCommands;

        @Nullable
        ServerSettings server = ServerSettings.defaults();

        Consumer<TelemetryProcessor.Builder> processor = builder -> {};
        List<Function<? super TelemetryProcessor, ? extends AutoCloseable>> sources = List.of();
        private boolean shutdownHook;

        private Builder() {}

        private Builder(Builder from) {
            config = from.config;
            data = from.data;
            checkpointInterval = from.checkpointInterval;
            rules = from.rules;
            rulesFile = from.rulesFile;
            notifications = from.notifications;
            externalUrl = from.externalUrl;
            allowsCommands = from.allowsCommands;
            server = from.server;
            processor = from.processor;
            sources = from.sources;
            shutdownHook = from.shutdownHook;
        }

        /**
         * Sets how the processor behaves, and which ports the server opens.
         *
         * @param value {@link TelemetryConfig#defaults()} by default
         * @return this builder
         */
        public Builder config(TelemetryConfig value) {
            config = requireNonNull(value, "config");
            return this;
        }

        /**
         * Sets the folder with what outlives the process: alerts, silences and failure patterns ({@code alerts.db}), windows and
         * open alerts ({@code state}), the rules that are set over HTTP ({@code rules.json}), and boards ({@code boards.json}).
         * One runtime has it at a time, over all processes of the machine.
         *
         * @param folder a folder on a local disk, created if there is none; null, the default, for nothing on disk
         * @return this builder
         */
        public Builder data(@Nullable Path folder) {
            data = folder;
            return this;
        }

        /**
         * Sets how often the state is written to the data folder, beside the last time when the runtime is closed. After a crash
         * windows are those of the last checkpoint; alerts are always those of the crash.
         *
         * @param interval at least 100 ms; 10 s by default
         * @return this builder
         * @throws InvalidSettingException if it is shorter
         */
        public Builder checkpointInterval(Duration interval) {
            if (interval.compareTo(MIN_CHECKPOINT_INTERVAL) < 0) {
                throw new InvalidSettingException("checkpointInterval", interval.toString(), "at least 100 ms");
            }
            checkpointInterval = interval;
            return this;
        }

        /**
         * Sets the rules that a data folder begins with. They are written to it once; from then on the folder's rules count, as
         * they were changed or removed over HTTP. Without a data folder they are set at each start.
         *
         * @param initial for example {@code DefaultRules.all()}; none by default
         * @return this builder
         */
        public Builder rules(Collection<AlertRule> initial) {
            rules = List.copyOf(initial);
            return this;
        }

        /**
         * Sets a file of rules, an array of rules in JSON, which is read again when it changes. Rules that are set over HTTP are
         * added to them.
         *
         * @param file a file that exists; null, the default, for the file of the {@linkplain #server(ServerSettings) settings of
         *     the server}
         * @return this builder
         */
        public Builder rulesFile(@Nullable Path file) {
            rulesFile = file;
            return this;
        }

        /**
         * Sets a file of routes and receivers, in the format of Alertmanager, by which alerts are notified. It is read again
         * when it changes.
         *
         * @param file a file that exists; null, the default, for no notifications
         * @return this builder
         */
        public Builder notifications(@Nullable Path file) {
            notifications = file;
            return this;
        }

        /**
         * Sets the address under which people reach the page, for the links in notifications.
         *
         * @param url for example {@code https://telemetry.example.org}; null, the default, for no links
         * @return this builder
         */
        public Builder externalUrl(@Nullable String url) {
            externalUrl = url;
            return this;
        }

        /**
         * Sets whether receivers of the file of notifications may run commands ({@code exec_configs}).
         *
         * @param allowed false by default: anyone who can write the file could run anything
         * @return this builder
         */
        public Builder allowCommands(boolean allowed) {
            allowsCommands = allowed;
            return this;
        }

        /**
         * Sets how the server is reached, and what it refuses. The runtime has a server unless {@link #withoutServer} is called.
         * Which ports it opens is part of the {@linkplain #config configuration}.
         *
         * @param settings {@link ServerSettings#defaults()} by default. With a data folder, the files of saved rules and of
         *     boards are those of the folder
         * @return this builder
         */
        public Builder server(ServerSettings settings) {
            server = requireNonNull(settings, "server");
            return this;
        }

        /**
         * Leaves the server out: no port is opened. Rules are still read from their files.
         *
         * @return this builder
         */
        public Builder withoutServer() {
            server = null;
            return this;
        }

        /**
         * Adds to the processor what its builder accepts beyond the configuration, such as {@code processor(builder ->
         * builder.notificationSender(sender))}.
         *
         * @param setup called once by {@link #build}. A configuration that it sets is replaced by that of this builder, and with
         *     a data folder an alert store by that of the folder
         * @return this builder
         */
        public Builder processor(Consumer<TelemetryProcessor.Builder> setup) {
            processor = processor.andThen(requireNonNull(setup, "processor"));
            return this;
        }

        /**
         * Adds a source of events, such as what polls sensors. It is started last, when processor and server run, and closed
         * first. Several are started in the order in which they were added.
         *
         * @param source starts the source and returns what ends it; called once by {@link TelemetryRuntime#start}, which fails
         *     if it throws
         * @return this builder
         */
        public Builder onStart(Function<? super TelemetryProcessor, ? extends AutoCloseable> source) {
            List<Function<? super TelemetryProcessor, ? extends AutoCloseable>> all = new ArrayList<>(sources);
            all.add(requireNonNull(source, "onStart"));
            sources = all;
            return this;
        }

        /**
         * Closes the runtime when the JVM shuts down, by SIGTERM, Ctrl-C or {@link System#exit}: what was accepted is processed
         * and saved. The JVM waits up to 9 s for it. {@link TelemetryRuntime#close} removes the hook.
         *
         * @param enabled false by default, for a host that calls {@code close} itself
         * @return this builder
         */
        public Builder shutdownHook(boolean enabled) {
            shutdownHook = enabled;
            return this;
        }

        /**
         * Makes the runtime: locks the data folder, opens the store, creates the processor and sets the rules. No port is open
         * and no thread exists yet. Close the runtime even if it is never started.
         *
         * @return a runtime that has not started
         * @throws DataFolderInUseException if another runtime uses the data folder
         * @throws DataFolderException if the data folder cannot be written
         * @throws io.arxsvgx.telemetry.store.NewerFileException if a later release wrote the database in the data folder
         * @throws IllegalArgumentException if a rule or the file of notifications is refused, {@code rules} and a file of rules
         *     are both given, or the server would listen beyond loopback without a token
         * @throws IllegalStateException if two conditions of the same name are on the path
         */
        public TelemetryRuntime build() {
            if (!rules.isEmpty() && (rulesFile != null || (server != null && server.rulesFile() != null))) {
                throw new IllegalArgumentException("rules and rulesFile are both set; expected one of them");
            }
            return new TelemetryRuntime(new Builder(this));
        }
    }
}
