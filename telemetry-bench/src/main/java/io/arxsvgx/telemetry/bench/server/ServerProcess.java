// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link Served} side in a process of its own. Confined to one thread. */
final class ServerProcess implements AutoCloseable {
    final int httpPort;
    final int webSocketPort;
    private final Process process;

    ServerProcess(String side) throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Served.class.getName(),
                        side)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.matches("[0-9]+ -?[0-9]+")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(side + " did not start");
        }
        String[] ports = line.split(" ", -1);
        httpPort = Integer.parseInt(ports[0]);
        webSocketPort = Integer.parseInt(ports[1]);
    }

    /** Returns the peak memory of the process, in MiB; 0 if the system does not report it. */
    long peakMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024;
                }
            }
        }
        return 0;
    }

    /** Returns the CPU time of the process. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
