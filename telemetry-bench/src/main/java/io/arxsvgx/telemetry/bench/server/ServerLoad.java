// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A program that posts events to a server in a process of its own, over persistent connections. A connection sends the
 * next request when the last one was answered. Sides alternate. Arguments: seconds per run, rounds.
 */
public final class ServerLoad {
    private static final int CONNECTIONS = 4;
    /**
     * The length of the warm-up, as a multiple of a run: the JVM compiles for seconds on two cores that it shares with
     * the load.
     */
    private static final int WARM_UP = 4;

    private static final String[] SIDES = {"bare", "parse", "telemetry"};
    private static final List<Kind> KINDS = List.of(new Kind(1, false), new Kind(1_000, false), new Kind(10_000, true));

    private ServerLoad() {}

    /** Prints a table. */
    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        System.out.println(
                "| request | handler | requests/s: median (min to max) | events/s | p50, p99 | CPU time per request"
                        + " | peak memory |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Kind kind : KINDS) {
            Run[][] runs = new Run[SIDES.length][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int side = 0; side < SIDES.length; side++) {
                    runs[side][round] = run(SIDES[side], kind, seconds);
                }
            }
            for (int side = 0; side < SIDES.length; side++) {
                print(kind, SIDES[side], runs[side]);
            }
        }
    }

    /**
     * A run with times in microseconds. The CPU time is that of the server, on which other load has least influence.
     */
    private record Run(double rate, double p50, double p99, double processor, long memory) {}

    /** The content of a request. */
    private record Kind(int events, boolean lines) {
        byte[] request() {
            StringBuilder body = new StringBuilder(events > 1 && !lines ? "[" : "");
            for (int i = 0; i < events; i++) {
                body.append(i > 0 ? lines ? "\n" : "," : "").append(event("sensor_" + i % 100, 75.25));
            }
            body.append(events > 1 && !lines ? "]" : "");
            return ("POST /telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + (lines ? "application/x-ndjson" : "application/json") + "\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d %s",
                    events,
                    lines ? "NDJSON lines" : events == 1 ? "event" : "events in an array");
        }
    }

    static String event(String source, double value) {
        return "{\"timestamp\":1795000000.5,\"source\":\"" + source + "\",\"type\":\"temperature\",\"value\":" + value
                + ",\"status\":\"OK\"}";
    }

    private static void print(Kind kind, String side, Run[] runs) {
        Arrays.sort(runs, (one, other) -> Double.compare(one.rate, other.rate));
        Run median = runs[runs.length / 2];
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f (%,.0f to %,.0f) | %,.0f | %.0f us, %.0f us | %.1f us | %,d MiB |%n",
                kind,
                side,
                median.rate,
                runs[0].rate,
                runs[runs.length - 1].rate,
                median.rate * kind.events,
                median.p50,
                median.p99,
                median.processor,
                median.memory);
    }

    private static Run run(String side, Kind kind, int seconds) throws Exception {
        try (ServerProcess server = new ServerProcess(side)) {
            byte[] request = kind.request();
            load(server.httpPort, request, WARM_UP * seconds);
            Duration before = server.processorTime();
            Run run = load(server.httpPort, request, seconds);
            double nanos = server.processorTime().minus(before).toNanos();
            return new Run(run.rate, run.p50, run.p99, nanos / 1e3 / (run.rate * seconds), server.peakMemory());
        }
    }

    private static Run load(int port, byte[] request, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Connection[] connections = new Connection[CONNECTIONS];
        Thread[] threads = new Thread[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = new Connection(port, request, end);
            threads[i] = new Thread(connections[i], "connection-" + i);
            threads[i].start();
        }
        long count = 0;
        long[] all = new long[0];
        for (int i = 0; i < CONNECTIONS; i++) {
            threads[i].join();
            int from = all.length;
            all = Arrays.copyOf(all, from + connections[i].count);
            System.arraycopy(connections[i].nanos, 0, all, from, connections[i].count);
            count += connections[i].count;
        }
        Arrays.sort(all);
        return new Run((double) count / seconds, all[all.length / 2] / 1e3, all[all.length * 99 / 100] / 1e3, 0, 0);
    }

    /** A connection that sends and waits until its time is over. */
    private static final class Connection implements Runnable {
        private final int port;
        private final byte[] request;
        private final long end;
        private int count;
        private long[] nanos = new long[1 << 16];

        Connection(int port, byte[] request, long end) {
            this.port = port;
            this.request = request;
            this.end = end;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream();
                byte[] answer = new byte[4_096];
                for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
                    out.write(request);
                    read(in, answer);
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, 2 * count);
                    }
                    nanos[count++] = System.nanoTime() - begin;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Reads one response, which is short and ends with a brace. */
        private static void read(InputStream in, byte[] answer) throws IOException {
            int got = 0;
            do {
                int more = in.read(answer, got, answer.length - got);
                if (more < 0) {
                    throw new IOException("the server closed the connection");
                }
                got += more;
            } while (answer[got - 1] != '}');
            if (answer[9] != '2') {
                throw new IOException(new String(answer, 0, got, StandardCharsets.US_ASCII));
            }
        }
    }
}
