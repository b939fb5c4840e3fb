// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that measures a board of live charts in a real browser: script time per frame, the longest task, and the
 * time until the page is loaded. Arguments: charts (50), seconds (20), values per second in each series (10), and the
 * browser (/usr/bin/chromium).
 */
public final class PageLoad {
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    /** The script that counts frames, and keeps the longest task and the layout shift. */
    private static final String WATCH = """
            window.seen = { frames: 0, longest: 0, long: 0, shift: 0 };
            const frame = () => { window.seen.frames += 1; requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
            new PerformanceObserver((list) => list.getEntries().forEach((task) => {
              window.seen.long += 1;
              window.seen.longest = Math.max(window.seen.longest, task.duration);
            })).observe({ type: "longtask" });
            new PerformanceObserver((list) => list.getEntries().forEach((shift) => (window.seen.shift += shift.value)))
              .observe({ type: "layout-shift" });
            """;

    private static final int WARM_UP_MS = 5_000;
    private static final double MILLIS = 1e3;

    private PageLoad() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     * @throws Exception if anything fails
     */
    public static void main(String[] args) throws Exception {
        int charts = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int rate = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        Path browser = Path.of(args.length > 3 ? args[3] : "/usr/bin/chromium");
        TelemetryConfig config = TelemetryConfig.builder()
                .httpPort(0)
                .webSocketPort(0)
                .dashboardPort(0)
                .build();
        try (TelemetryProcessor processor = TelemetryProcessor.create(config);
                RealtimeTelemetryServer server = RealtimeTelemetryServer.create(processor, config)) {
            processor.start();
            server.start();
            Thread feeder = feed(processor, charts, rate);
            keepBoard(server, charts);
            look(server, browser, charts, seconds, rate);
            feeder.interrupt();
            feeder.join();
        }
    }

    private static Thread feed(TelemetryProcessor processor, int charts, int rate) {
        List<TelemetrySeries> all = new ArrayList<>();
        for (int i = 0; i < charts; i++) {
            all.add(processor.series("machine_" + i, "load"));
        }
        Thread feeder = new Thread(() -> {
            for (long round = 0; !Thread.currentThread().isInterrupted(); round++) {
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).record(Math.sin(round / 20.0 + i));
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / rate);
            }
        });
        feeder.setDaemon(true);
        feeder.start();
        return feeder;
    }

    private static void keepBoard(RealtimeTelemetryServer server, int charts) throws Exception {
        StringBuilder widgets = new StringBuilder();
        for (int i = 0; i < charts; i++) {
            widgets.append(i == 0 ? "" : ",")
                    .append("{\"kind\":\"line\",\"title\":\"Machine ")
                    .append(i)
                    .append("\",\"width\":1,\"series\":[{\"source\":\"machine_")
                    .append(i)
                    .append("\",\"type\":\"load\"}]}");
        }
        HttpRequest put = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + "/boards/load"))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"title\":\"Load\",\"widgets\":[" + widgets + "]}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("board rejected: " + answer.body());
        }
    }

    private static void look(RealtimeTelemetryServer server, Path browser, int charts, int seconds, int rate) {
        Playwright.CreateOptions quiet =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(quiet);
                Browser launched = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(browser)
                                .setArgs(FLAGS))) {
            Page page = launched.newPage(new Browser.NewPageOptions().setViewportSize(1_600, 4_000));
            String address = "http://127.0.0.1:" + server.dashboardPort() + "/";
            for (String visit : new String[] {"first", "second"}) {
                long begun = System.nanoTime();
                page.navigate(address + "#/overview");
                page.locator(".tile canvas").first().waitFor();
                System.out.printf("page loaded, %s visit: %.0f ms%n", visit, (System.nanoTime() - begun) / 1e6);
                page.navigate("about:blank");
            }
            page.navigate(address + "#/boards/load");
            page.locator(".widget canvas").nth(charts - 1).waitFor();
            page.waitForTimeout(WARM_UP_MS);
            CDPSession session = page.context().newCDPSession(page);
            session.send("Performance.enable");
            page.evaluate(WATCH);
            double scripts = metric(session, "ScriptDuration");
            double tasks = metric(session, "TaskDuration");
            page.waitForTimeout(seconds * MILLIS);
            double scripted = metric(session, "ScriptDuration") - scripts;
            double busy = metric(session, "TaskDuration") - tasks;
            @SuppressWarnings("unchecked")
            Map<String, Object> seen = (Map<String, Object>) page.evaluate("window.seen");
            double frames = number(seen, "frames");
            System.out.printf(
                    "%d live charts, %d values/s each, %d s: %.0f frames/s, scripting %.2f ms per frame,"
                            + " main thread %.1f %% busy, %.0f tasks over 50 ms, the longest %.0f ms, layout shift %.3f%n",
                    charts,
                    rate,
                    seconds,
                    frames / seconds,
                    scripted * MILLIS / frames,
                    100 * busy / seconds,
                    number(seen, "long"),
                    number(seen, "longest"),
                    number(seen, "shift"));
        }
    }

    private static double number(Map<String, Object> seen, String name) {
        return seen.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double metric(CDPSession session, String name) {
        for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals(name)) {
                return one.get("value").getAsDouble();
            }
        }
        return Double.NaN;
    }
}
