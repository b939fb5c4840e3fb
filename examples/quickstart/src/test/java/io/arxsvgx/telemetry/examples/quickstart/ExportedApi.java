// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of all packages that a module exports without a restriction. */
final class ExportedApi {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");
    private static final String PACKAGE_PAGE = "package-info.java";

    private ExportedApi() {}

    /** The names of the packages, such as {@code io.arxsvgx.telemetry.rule}. */
    static List<String> packages() throws IOException {
        return modules().flatMap(ExportedApi::exportsOf).toList();
    }

    /** The source files of the types. */
    static List<Path> types() throws IOException {
        return sources().filter(file -> !file.endsWith(PACKAGE_PAGE)).toList();
    }

    /** The source files of the package pages. */
    static List<Path> packagePages() throws IOException {
        return sources().filter(file -> file.endsWith(PACKAGE_PAGE)).toList();
    }

    /** Parses sources, and passes on each unit. */
    static void parse(List<Path> sources, BiConsumer<DocTrees, CompilationUnitTree> unit) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            task.parse().forEach(parsed -> unit.accept(trees, parsed));
        }
    }

    private static Stream<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders
                    .map(folder -> folder.resolve("src/main/java"))
                    .filter(root -> Files.exists(root.resolve("module-info.java")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> exportsOf(Path root) {
        return EXPORTS.matcher(read(root.resolve("module-info.java"))).results().map(export -> export.group(1));
    }

    private static Stream<Path> sources() throws IOException {
        return modules()
                .flatMap(root -> exportsOf(root)
                        .map(name -> root.resolve(name.replace('.', '/')))
                        .flatMap(ExportedApi::filesIn));
    }

    private static Stream<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
