// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that everything that the library calls and overrides exists in the versions that this Spring Boot manages, also
 * in code that no test runs. The library is compiled against other versions.
 */
class LinkageTest {
    private static final List<String> OWN = List.of("io.arxsvgx.", "java.", "javax.");

    private static boolean isForeign(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return !access.getTargetOwner().isArray() && OWN.stream().noneMatch(owner::startsWith);
    }

    @Test
    void callsOfOtherLibraries_allModules_exist() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.arxsvgx.telemetry");
        List<JavaAccess<?>> calls = classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(LinkageTest::isForeign)
                .<JavaAccess<?>>map(access -> access)
                .toList();
        assertThat(calls)
                .extracting(access -> access.getTargetOwner().getPackageName())
                .contains(
                        "org.eclipse.jetty.server",
                        "org.eclipse.jetty.websocket.api",
                        "com.fasterxml.jackson.databind",
                        "org.slf4j");
        assertThat(calls.stream()
                        .filter(access -> access.getTarget().resolveMember().isEmpty())
                        .map(JavaAccess::getDescription))
                .isEmpty();
    }

    /** Compiles the sources: class files do not show a method that overrides nothing and so is never called. */
    @Test
    void sources_allModules_compileAgainstTheseVersions(@TempDir Path classes) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("core", "rules", "patterns", "json", "replay", "store", "web", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("../../telemetry-" + module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("module-info.java"))
                        .forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
