// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.internal.http.ApiHandler;
import io.arxsvgx.telemetry.server.internal.http.CertificateWatcher;
import io.arxsvgx.telemetry.server.internal.http.JsonErrorHandler;
import io.arxsvgx.telemetry.server.internal.http.RequestDeadlines;
import io.arxsvgx.telemetry.server.internal.http.TlsContextFactory;
import io.arxsvgx.telemetry.server.internal.websocket.UpgradeHandler;
import io.arxsvgx.telemetry.server.internal.websocket.WebSocketHub;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.WebApplication;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a processor: HTTP, WebSocket and the dashboard page, each on a port of its own. It starts and stops
 * independently of the processor, which belongs to the host. Thread-safe.
 */
public final class RealtimeTelemetryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final long STOP_MILLIS = 3_000;
    /** The idle timeout of connections during a stop. */
    private static final long STOP_IDLE_MILLIS = 100;

    private final TelemetryConfig config;
    private final ServerSettings settings;
    private final WebSocketHub hub;
    private final WebApplication application;
    private final SslContextFactory.@Nullable Server tls;
    private final @Nullable CertificateWatcher certificates;
    private final RequestDeadlines deadlines;
    private final Server server;
    private final Map<Endpoint, ServerConnector> connectors = new ConcurrentHashMap<>();
    private boolean loaded;

    private RealtimeTelemetryServer(TelemetryProcessor processor, TelemetryConfig config, ServerSettings settings) {
        this.config = config;
        this.settings = settings;
        checkBinding(settings);
        QueuedThreadPool threads = new QueuedThreadPool(settings.maxRequests() + 16, 4);
        threads.setName("telemetry-server");
        threads.setDaemon(true);
        threads.setStopTimeout(0);
        server = new Server(threads);
        application = new WebApplication(
                processor,
                settings.web(),
                new ServerAddresses(this::httpPort, this::webSocketPort, this::dashboardPort));
        deadlines = new RequestDeadlines(server.getScheduler(), settings.requestTimeout());
        server.addBean(deadlines);
        hub = new WebSocketHub(processor, settings.json(), settings.webSocketLimits(), application.webSocketMetrics());
        tls = TlsContextFactory.of(settings.tls());
        certificates = tls == null ? null : new CertificateWatcher(tls, settings.tls());
        UpgradeHandler upgrades = new UpgradeHandler(webSockets(server, settings), hub);
        ApiHandler requests = new ApiHandler(application, settings.web().limits(), deadlines);
        requests.setHandler(upgrades);
        server.setHandler(new GracefulHandler(requests));
        server.setErrorHandler(new JsonErrorHandler(application, settings.web().limits()));
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
        server.setStopTimeout(STOP_MILLIS);
        server.setStopAtShutdown(false);
    }

    private static ServerWebSocketContainer webSockets(Server server, ServerSettings settings) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        container.setMaxTextMessageSize(settings.maxMessage());
        container.setMaxFrameSize(settings.maxFrame());
        container.setAutoFragment(false);
        container.setIdleTimeout(WebSocketHub.IDLE_TIMEOUT);
        return container;
    }

    /**
     * Creates a server with default settings.
     *
     * @param processor the processor, which the host starts and stops
     * @param config the ports, and which of them to open
     * @return a server that has not opened any port
     */
    public static RealtimeTelemetryServer create(TelemetryProcessor processor, TelemetryConfig config) {
        return create(processor, config, ServerSettings.defaults());
    }

    /**
     * Creates a server.
     *
     * @param processor the processor, which the host starts and stops
     * @param config the ports, and which of them to open
     * @param settings the settings of access and limits
     * @return a server that has not opened any port
     * @throws IllegalArgumentException if it would listen beyond loopback without a token, or its key cannot be read
     */
    public static RealtimeTelemetryServer create(
            TelemetryProcessor processor, TelemetryConfig config, ServerSettings settings) {
        return new RealtimeTelemetryServer(
                requireNonNull(processor, "processor"),
                requireNonNull(config, "config"),
                requireNonNull(settings, "settings"));
    }

    private static void checkBinding(ServerSettings settings) {
        String shown = ForeignText.quote(settings.bind());
        boolean isLoopback;
        try {
            isLoopback = InetAddress.getByName(settings.bind()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new InvalidSettingException("bind", shown, "an address of this machine, such as 127.0.0.1");
        }
        if (!isLoopback && settings.apiToken() == null) {
            throw new InvalidSettingException(
                    "bind", shown, "127.0.0.1, or any address together with a token (TELEMETRY_API_TOKEN)");
        }
    }

    /**
     * Loads the rules file if there is one, and opens the ports that the configuration enables.
     *
     * @throws IllegalArgumentException if the rules file is rejected
     * @throws PortUnavailableException if a port cannot be opened
     */
    public synchronized void start() {
        loadRules();
        application.watchRules();
        if (config.enableHttp()) {
            startHttpServer();
        }
        if (config.enableWebSocket()) {
            startWebSocketServer();
        }
        if (config.enableDashboard()) {
            open(Endpoint.DASHBOARD, config.dashboardPort());
        }
    }

    /**
     * Adds the rules of the rules file, and the rules that were set over HTTP before. {@link #start} does this too. A
     * host that restores a processor's state calls it before, since state is restored only for rules that are set.
     *
     * @throws IllegalArgumentException if a file is rejected
     */
    public synchronized void loadRules() {
        if (loaded) {
            return;
        }
        application.loadRules();
        loaded = true;
    }

    /** Opens the port of the HTTP interface. Does nothing if it is open. */
    public synchronized void startHttpServer() {
        open(Endpoint.HTTP, config.httpPort());
    }

    /** Opens the port of the WebSocket interface. Does nothing if it is open. */
    public synchronized void startWebSocketServer() {
        open(Endpoint.WEB_SOCKET, config.webSocketPort());
    }

    private void open(Endpoint endpoint, int port) {
        if (connectors.containsKey(endpoint)) {
            return;
        }
        ServerConnector connector = connector();
        connector.setName(endpoint.label());
        connector.addBean(deadlines, false);
        connector.setHost(settings.bind());
        connector.setPort(port);
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        try {
            server.addConnector(connector);
            if (!server.isStarted()) {
                server.start();
                if (certificates != null) {
                    certificates.start();
                }
                hub.start();
                application.start(hub::onOverview);
            } else {
                connector.start();
            }
        } catch (IOException e) {
            server.removeConnector(connector);
            throw new PortUnavailableException(endpoint, port, settings.bind(), e);
        } catch (Exception e) {
            server.removeConnector(connector);
            throw new IllegalStateException("cannot start the server: " + e, e);
        }
        connectors.put(endpoint, connector);
        LOG.info("{} listens on {}:{}", endpoint.label(), settings.bind(), connector.getLocalPort());
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // an id may contain a percent sign; paths are decoded once, segment by segment
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids",
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(settings.maxHeader());
        http.setResponseHeaderSize(1 << 14);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls == null) {
            return new ServerConnector(server, 1, 1, plain);
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()), plain);
    }

    /**
     * Returns the port of the HTTP interface.
     *
     * @return -1 if it is not open
     */
    public int httpPort() {
        return port(Endpoint.HTTP);
    }

    /**
     * Returns the port of the WebSocket interface.
     *
     * @return -1 if it is not open
     */
    public int webSocketPort() {
        return port(Endpoint.WEB_SOCKET);
    }

    /**
     * Returns the port of the page.
     *
     * @return -1 if it is not open
     */
    public int dashboardPort() {
        return port(Endpoint.DASHBOARD);
    }

    private int port(Endpoint endpoint) {
        ServerConnector connector = connectors.get(endpoint);
        return connector == null ? -1 : connector.getLocalPort();
    }

    /**
     * Closes the ports within five seconds. Running requests are completed, and WebSocket clients receive a close
     * frame.
     */
    public synchronized void stop() {
        connectors.values().forEach(ServerConnector::close);
        hub.stop();
        application.stop();
        if (certificates != null) {
            certificates.stop();
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the server did not stop cleanly", e);
        }
        for (ServerConnector connector : List.copyOf(connectors.values())) {
            server.removeConnector(connector);
        }
        connectors.clear();
        loaded = false;
    }

    /** Stops the server, as {@link #stop} does. */
    @Override
    public void close() {
        stop();
    }
}
