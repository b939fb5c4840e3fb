// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.arxsvgx.telemetry.notify.InvalidNotificationsException;
import io.arxsvgx.telemetry.notify.internal.route.LabelMatcher;
import io.arxsvgx.telemetry.notify.internal.route.LabelMatchers;
import io.arxsvgx.telemetry.notify.internal.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we accept, and where we send, against Alertmanager's own program. */
class AmtoolIT {
    private static final int TREES = 120;
    private static final int LABEL_SETS = 4;
    private static final int MATCHERS = 600;
    private static final int CHANGED_FILES = 400;
    private static final String FAULT = "# fault: ";
    private static final String REFUSED = "refused";
    private static final Pattern CLASSIC_NAMES = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    /** What hardly anybody means, though Alertmanager accepts it. */
    private static final List<String> OURS_ALONE =
            List.of("got nothing", "expected true or false", "unknown month", "expected HOST:PORT", "flow mapping");

    @TempDir
    Path directory;

    @Test
    void samples_accepted_areAcceptedByBothWithTheSameRoutes() throws Exception {
        List<Path> files = samples("accepted");
        List<String> answers = Amtool.answers("accepted", () -> {
            assertThat(Amtool.accepts(files)).hasSameSizeAs(files).doesNotContain(false);
            return files.stream().flatMap(file -> Amtool.routes(file).stream()).toList();
        });

        List<String> routes = new ArrayList<>();
        for (Path file : files) {
            routes.addAll(shown(read(Files.readString(file))));
        }
        assertThat(routes).isEqualTo(answers);
    }

    @Test
    void samples_refused_areRefusedByBoth() throws Exception {
        List<Path> files = samples(REFUSED);
        List<String> answers = Amtool.answers(REFUSED, () -> {
            List<Boolean> accepted = Amtool.accepts(files);
            return names(
                    files,
                    (file, i) -> accepted.get(i) ? "" : file.getFileName().toString());
        });

        assertThat(names(files, (file, i) -> file.getFileName().toString())).isEqualTo(answers);
        for (Path file : files) {
            String yaml = Files.readString(file);
            String fault = yaml.substring(yaml.indexOf(FAULT) + FAULT.length()).strip();
            List<String> faults = catchThrowableOfType(InvalidNotificationsException.class, () -> read(yaml))
                    .faults();
            assertThat(faults).as(file.toString()).hasSize(1).allMatch(one -> one.startsWith(fault));
        }
    }

    private static List<String> names(List<Path> files, BiFunction<Path, Integer, String> name) {
        return Stream.iterate(0, i -> i < files.size(), i -> i + 1)
                .map(i -> name.apply(files.get(i), i))
                .toList();
    }

    @Test
    void routes_randomTreesAndLabels_goToTheSameReceivers() {
        RandomRoutes random = new RandomRoutes(11);
        List<String> expected = new ArrayList<>();
        List<Map.Entry<String, Map<String, String>>> cases = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            String yaml = random.file();
            NotificationsConfig config = read(yaml);
            for (int j = 0; j < LABEL_SETS; j++) {
                Map<String, String> labels = random.labels();
                cases.add(Map.entry(yaml, labels));
                expected.add(config.routes().match(labels).stream()
                        .map(Route::receiver)
                        .collect(Collectors.joining(",")));
            }
        }

        List<String> answers = Amtool.answers(
                "receivers", () -> cases.stream().map(this::receivers).toList());

        assertThat(expected).isEqualTo(answers);
        assertThat(expected.stream().distinct()).hasSizeGreaterThan(20);
    }

    private String receivers(Map.Entry<String, Map<String, String>> given) {
        List<String> arguments = new ArrayList<>(List.of(
                "config",
                "routes",
                "test",
                "--config.file",
                file("tree.yml", given.getKey()).toString()));
        given.getValue().forEach((name, value) -> arguments.add(name + "=" + value));
        return String.join("\n", Amtool.runQuietly(arguments.toArray(String[]::new)));
    }

    @Test
    void routes_randomTrees_areShownAlike() {
        RandomRoutes random = new RandomRoutes(12);
        List<String> files = Stream.generate(random::file).limit(TREES).toList();

        List<String> answers = Amtool.answers(
                "routes",
                () -> files.stream()
                        .flatMap(yaml -> Amtool.routes(file("tree.yml", yaml)).stream())
                        .toList());

        assertThat(files.stream().flatMap(yaml -> shown(read(yaml)).stream())).isEqualTo(answers);
    }

    @Test
    void matchers_randomTexts_areReadAlike() {
        RandomRoutes random = new RandomRoutes(13);
        List<String> texts = Stream.generate(random::matchers).limit(MATCHERS).toList();

        List<String> answers = Amtool.answers("matchers", () -> matchersOfAmtool(texts));

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < MATCHERS; i++) {
            String ours = matchers(texts.get(i));
            if (!ours.equals(answers.get(i)) && !(answers.get(i).equals(REFUSED) && isExtension(ours))) {
                differences.add(texts.get(i) + " -> " + ours + ", amtool: " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answers.stream().filter(answer -> !answer.equals(REFUSED))).hasSizeGreaterThan(MATCHERS / 10);
    }

    @Test
    void files_changedAtRandom_areAcceptedOnlyIfAmtoolDoes() throws Exception {
        RandomChanges changes = new RandomChanges(14, sample("/amtool/to-change.yml"));
        List<String> files = Stream.generate(changes::next).limit(CHANGED_FILES).toList();

        List<String> answers = Amtool.answers(
                "changed",
                () -> files.stream()
                        .map(yaml -> Amtool.accepts(List.of(file("changed.yml", yaml)))
                                        .contains(true)
                                ? ""
                                : REFUSED)
                        .toList());

        List<String> acceptedByUsAlone = new ArrayList<>();
        List<String> refusedByUsAlone = new ArrayList<>();
        for (int i = 0; i < CHANGED_FILES; i++) {
            List<String> faults = faults(files.get(i));
            boolean isRefused = answers.get(i).equals(REFUSED);
            if (faults.isEmpty() && isRefused && hasClassicNames(read(files.get(i)))) {
                acceptedByUsAlone.add(files.get(i));
            } else if (!faults.isEmpty() && !isRefused) {
                refusedByUsAlone.add(faults.get(0));
            }
        }
        assertThat(acceptedByUsAlone).isEmpty();
        assertThat(refusedByUsAlone).allMatch(fault -> OURS_ALONE.stream().anyMatch(fault::contains));
        assertThat(answers.stream().filter(String::isEmpty)).hasSizeGreaterThan(CHANGED_FILES / 10);
    }

    private static boolean hasClassicNames(NotificationsConfig config) {
        Stream<String> grouped = config.routes().all().stream().flatMap(route -> route.groupBy().stream());
        Stream<String> equal = config.inhibition().rules().stream().flatMap(rule -> rule.equal().stream());
        Stream<LabelMatchers> matchers = Stream.concat(
                config.routes().all().stream().map(Route::matchers),
                config.inhibition().rules().stream().flatMap(rule -> Stream.of(rule.source(), rule.target())));
        Stream<String> matched = matchers.flatMap(all -> all.all().stream()).map(LabelMatcher::name);
        return Stream.of(grouped, equal, matched)
                .flatMap(names -> names)
                .allMatch(name -> CLASSIC_NAMES.matcher(name).matches());
    }

    private static List<String> faults(String yaml) {
        try {
            read(yaml).close();
            return List.of();
        } catch (InvalidNotificationsException e) {
            return e.faults();
        }
    }

    /** Names with other characters are ours; they are shown in quotes. */
    private static boolean isExtension(String shown) {
        return Stream.of(shown.split("[{,]")).anyMatch(matcher -> matcher.startsWith("\""));
    }

    private List<String> matchersOfAmtool(List<String> texts) {
        List<Path> files = new ArrayList<>();
        texts.forEach(text -> files.add(file("matchers" + files.size() + ".yml", routes(List.of(text)))));
        List<Boolean> accepted = Amtool.accepts(files);
        List<String> good = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (accepted.get(i)) {
                good.add(texts.get(i));
            }
        }
        List<String> shown = new ArrayList<>(Amtool.routes(file("good.yml", routes(good))));
        shown.remove(0);
        return accepted.stream()
                .map(isGood -> isGood ? shown.remove(0) : REFUSED)
                .toList();
    }

    private static String matchers(String text) {
        try {
            return shown(read(routes(List.of(text)))).get(1);
        } catch (InvalidNotificationsException e) {
            return REFUSED;
        }
    }

    private static String routes(List<String> matchers) {
        return "receivers: [{name: a}]\nroute:\n  receiver: a\n  routes:\n"
                + matchers.stream()
                        .map(text -> "    - matchers: [" + TextNode.valueOf(text) + "]\n")
                        .collect(Collectors.joining());
    }

    private static List<String> shown(NotificationsConfig config) {
        return config.routes().all().stream()
                .map(route -> (route.matchers().isEmpty()
                                ? "default-route"
                                : route.matchers().toString())
                        + (route.continues() ? "  continue: true" : "")
                        + "  receiver: "
                        + route.receiver())
                .toList();
    }

    private static NotificationsConfig read(String yaml) {
        return new NotificationsFile(FakeIntegration::parse, Map.of())
                .parse("test", yaml.getBytes(StandardCharsets.UTF_8), Path.of("/"));
    }

    private Path file(String name, String yaml) {
        try {
            return Files.writeString(directory.resolve(name), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sample(String name) throws Exception {
        return Files.readString(
                Path.of(Objects.requireNonNull(AmtoolIT.class.getResource(name)).toURI()));
    }

    private static List<Path> samples(String kind) throws Exception {
        Path directory = Path.of(Objects.requireNonNull(AmtoolIT.class.getResource("/amtool/" + kind))
                .toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
