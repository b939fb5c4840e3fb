// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example in the Javadoc of an exported package compiles: as the body of a method, or as a member if it is a public
 * class, in a class that imports all of these packages.
 */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n[ *]*}</pre>");
    private static final Pattern MARGIN = Pattern.compile("(?m)^ *\\* ?");
    private static final List<String> JAVA_PACKAGES =
            List.of("java.io", "java.nio.file", "java.time", "java.util", "java.util.concurrent");

    /** The declarations that examples use. */
    private static final String GIVEN = """
            interface Pump { void stop(); }
            interface Gauge { void set(double value); }
            static TelemetryProcessor processor;
            static AlertRule rule;
            static AlertAction action;
            static DetectionContext context;
            static JsonCodec codec;
            static Pump pump;
            static Gauge gauge;
            static Silence silence;
            static ConditionProvider condition;
            static ValueWindow window;
            static Verdicts verdicts;
            static long time;
            static Queue<Alert> queue;
            static Properties properties;
            static Path path;
            static double[] values;
            static void runLoad() {}
            """;

    /**
     * A Java snippet in a Javadoc comment.
     *
     * @param file the file that contains it
     * @param name the name of the class that is compiled from it
     */
    private record Example(Path file, String name, String code) {
        JavaFileObject source(String imports) {
            String member = code.startsWith("public ") ? code : "void example() throws Exception {\n" + code + "\n}";
            String text = imports + "class " + name + " {\n" + GIVEN + member + "\n}\n";
            return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    @TempDir
    private Path folder;

    @Test
    void examples_inJavadoc_compile() throws IOException {
        List<Example> examples =
                examples(Stream.concat(ExportedApi.packagePages().stream(), ExportedApi.types().stream())
                        .toList());

        assertThat(examples).hasSizeGreaterThan(25);
        assertThat(faults(examples)).isEmpty();
    }

    @Test
    void packagePages_showAnExample() throws IOException {
        assertThat(ExportedApi.packagePages()).hasSameSizeAs(ExportedApi.packages());
        assertThat(ExportedApi.packagePages())
                .allSatisfy(page -> assertThat(examples(List.of(page))).isNotEmpty());
    }

    private static List<Example> examples(List<Path> sources) {
        List<Example> examples = new ArrayList<>();
        for (Path source : sources) {
            Matcher blocks = EXAMPLE.matcher(ExportedApi.read(source));
            while (blocks.find()) {
                String code = MARGIN.matcher(blocks.group(1)).replaceAll("");
                examples.add(new Example(source, "Example" + examples.size(), code));
            }
        }
        return examples;
    }

    private List<String> faults(List<Example> examples) throws IOException {
        String imports = Stream.concat(JAVA_PACKAGES.stream(), ExportedApi.packages().stream())
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining());
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "-d",
                    folder.toString());
            compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            options,
                            null,
                            examples.stream()
                                    .map(example -> example.source(imports))
                                    .toList())
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> fault(examples, diagnostic))
                .toList();
    }

    private static String fault(List<Example> examples, Diagnostic<? extends JavaFileObject> diagnostic) {
        String name = requireNonNull(diagnostic.getSource()).getName();
        Path file = examples.stream()
                .filter(example -> name.equals("/" + example.name() + ".java"))
                .map(Example::file)
                .findFirst()
                .orElseThrow();
        return file + ": " + diagnostic.getMessage(Locale.ROOT);
    }
}
