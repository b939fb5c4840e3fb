// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The processor, its store and its server as beans, which Spring starts and closes. */
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {
    @Bean
    TelemetryConfig telemetryConfig(
            @Value("${telemetry.http-port:8090}") int httpPort,
            @Value("${telemetry.web-socket-port:8091}") int webSocketPort,
            @Value("${telemetry.dashboard-port:8092}") int dashboardPort) {
        return TelemetryConfig.builder()
                .httpPort(httpPort)
                .webSocketPort(webSocketPort)
                .dashboardPort(dashboardPort)
                .build();
    }

    @Bean
    SqliteAlertStore telemetryStore(@Value("${telemetry.store:alerts.db}") Path file) {
        return SqliteAlertStore.open(file);
    }

    @Bean(initMethod = "start")
    TelemetryProcessor telemetryProcessor(TelemetryConfig config, SqliteAlertStore store) {
        return TelemetryProcessor.builder().config(config).alertStore(store).build();
    }

    @Bean(initMethod = "start")
    RealtimeTelemetryServer telemetryServer(TelemetryProcessor processor, TelemetryConfig config) {
        return RealtimeTelemetryServer.create(processor, config);
    }
}
