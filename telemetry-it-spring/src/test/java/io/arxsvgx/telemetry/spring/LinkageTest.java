// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the library calls exists in the versions that this Spring Boot manages, also where no test comes by: it is compiled
 * against others.
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
}
