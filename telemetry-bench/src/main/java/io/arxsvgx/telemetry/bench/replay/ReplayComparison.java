// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * A program that compares sides. Each round runs each side in a JVM of its own, so that other load affects all sides
 * equally, and no side uses the profile of another. Arguments: the table, or a side's name; the number of rounds.
 */
public final class ReplayComparison {
    private static final long WARM_UP = 2_500_000_000L;
    private static final long MEASURE = 1_500_000_000L;
    private static final double SPIKES = 0.001;

    private ReplayComparison() {}

    /** Runs a table, or, in a JVM of its own, one side. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0 || args[0].equals("side")) {
            side(args[1]);
            return;
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<String> names = sides().keySet().stream()
                .filter(name -> name.startsWith(args[0] + "/"))
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("unknown table " + args[0] + "; expected one of " + sides().keySet());
        }
        Map<String, double[]> figures = new LinkedHashMap<>();
        names.forEach(name -> figures.put(name, new double[rounds]));
        Map<String, String> breaches = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String name : names) {
                String[] said = fork(name, List.of(args).subList(Math.min(2, args.length), args.length));
                requireNonNull(figures.get(name))[round] = Double.parseDouble(said[0]);
                breaches.put(name, said[1]);
            }
            System.err.println("round " + (round + 1) + " of " + rounds);
        }
        print(figures, breaches);
    }

    private static void print(Map<String, double[]> figures, Map<String, String> breaches) {
        System.out.println("| side | ns per event: median (min to max) | of the first side's speed | breaches |");
        System.out.println("| --- | --- | --- | --- |");
        double first = Double.NaN;
        for (Map.Entry<String, double[]> entry : figures.entrySet()) {
            double[] sorted = entry.getValue().clone();
            Arrays.sort(sorted);
            double median = sorted[sorted.length / 2];
            first = Double.isNaN(first) ? median : first;
            System.out.printf(
                    "| %s | %.1f (%.1f to %.1f) | %.3f | %s |%n",
                    entry.getKey(),
                    median,
                    sorted[0],
                    sorted[sorted.length - 1],
                    first / median,
                    breaches.get(entry.getKey()));
        }
    }

    private static String[] fork(String name, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), ReplayComparison.class.getName(), "side", name));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed");
        }
        return said.trim().split(" ");
    }

    private static void side(String name) {
        Side side = requireNonNull(sides().get(name), name).get();
        side.replay();
        long breaches = side.breaches();
        for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP; ) {
            side.replay();
        }
        List<Long> times = new ArrayList<>();
        for (long begin = System.nanoTime(); System.nanoTime() - begin < MEASURE; ) {
            long before = System.nanoTime();
            side.replay();
            times.add(System.nanoTime() - before);
        }
        times.sort(Long::compare);
        System.out.println((double) times.get(times.size() / 2) / side.events() + " " + breaches);
        System.exit(0);
    }

    private static Map<String, Supplier<Side>> sides() {
        Map<String, Supplier<Side>> sides = new LinkedHashMap<>();
        Workload of400 = new Workload(400, SPIKES);
        sides.put("three/arrays", () -> new ArrayLoop(of400));
        sides.put("three/map", () -> new MapLoop(of400));
        sides.put("three/handle", () -> Replayed.byHandle(of400, Rules.three(3)));
        sides.put("three/event", () -> Replayed.byEvent(of400, Rules.three(3)));
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            sides.put("three/" + peer.name(), () -> peer.side(of400));
        }
        for (int rules = 0; rules <= 3; rules++) {
            int first = rules;
            sides.put("growing/" + rules, () -> Replayed.byHandle(of400, Rules.three(first)));
        }
        for (int count : new int[] {100, 1_000, 10_000}) {
            Workload keyed = new Workload(count, SPIKES);
            sides.put("keyed/" + count, () -> Replayed.byHandle(keyed, Rules.keyed(count)));
        }
        for (int count : new int[] {1, 100}) {
            sides.put("wide/" + count, () -> Replayed.byHandle(of400, Rules.wide(count)));
        }
        for (int count : new int[] {1, 10, 100, 1_000, 10_000, 100_000}) {
            sides.put("series/" + count, () -> Replayed.byHandle(new Workload(count, SPIKES), Rules.three(3)));
        }
        for (int producers : new int[] {1, 2}) {
            sides.put("load" + producers + "/queue and map", () -> new Loaded.QueueAndMap(of400, producers));
            sides.put(
                    "load" + producers + "/handle",
                    () -> new Loaded.ByHandle(of400, producers, TelemetryConfig.defaults()));
        }
        Workload quiet = new Workload(400, 0);
        sides.put("readers/none", () -> new Loaded.ByHandle(quiet, 1, TelemetryConfig.defaults()));
        sides.put("readers/ten a second", () -> new Loaded.Watched(quiet));
        for (double spikes : new double[] {0, 0.01, 0.1}) {
            Workload spiky = new Workload(400, spikes);
            sides.put("spikes/" + spikes, () -> Replayed.byHandle(spiky, Rules.three(3)));
        }
        for (double spikes : new double[] {0, 1}) {
            sides.put(
                    "storm/" + (spikes == 0 ? "quiet" : "all breach"),
                    () -> Replayed.byHandle(new Workload(10_000, spikes), Rules.wide(1)));
        }
        addEvents(sides);
        return sides;
    }

    /**
     * Adds prebuilt events and a hash map: rules by name and one for all, 400 and 10,000 series, in order and shuffled.
     */
    private static void addEvents(Map<String, Supplier<Side>> sides) {
        for (int count : new int[] {400, 10_000}) {
            for (String order : List.of("ordered", "shuffled", "own-strings")) {
                EventLoad load = new EventLoad(count, !order.equals("ordered"), order.equals("own-strings"));
                String table = count + "-" + order + "/";
                sides.put("events-" + table + "map", () -> ReplayedEvents.overMap(load));
                sides.put("events-" + table + "keyed", () -> ReplayedEvents.callerDriven(load, Rules.keyed(count)));
                sides.put("events-" + table + "one rule", () -> ReplayedEvents.callerDriven(load, Rules.wide(1)));
                sides.put("threads-" + table + "map", () -> ReplayedEvents.behindQueue(load));
                sides.put("threads-" + table + "keyed", () -> ReplayedEvents.ownThread(load, Rules.keyed(count)));
                sides.put("threads-" + table + "one rule", () -> ReplayedEvents.ownThread(load, Rules.wide(1)));
            }
        }
    }
}
