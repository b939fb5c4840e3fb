// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runtime as a module brings conditions, failure detection and the store along, and no automatic module, so that jlink works. */
class ModuleTest {
    private static boolean hasModule(Path entry) {
        try {
            return !ModuleFinder.of(entry).findAll().isEmpty();
        } catch (FindException e) {
            return false;
        }
    }

    private static ModuleFinder classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return ModuleFinder.of(Arrays.stream(path.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(ModuleTest::hasModule)
                .toArray(Path[]::new));
    }

    @Test
    void module_resolved_hasAllThatItAssembles_andNoAutomaticModule() {
        List<ModuleDescriptor> modules = Configuration.resolve(
                        classPath(),
                        List.of(ModuleLayer.boot().configuration()),
                        ModuleFinder.of(),
                        List.of("io.arxsvgx.telemetry.runtime"))
                .modules()
                .stream()
                .map(ResolvedModule::reference)
                .map(reference -> reference.descriptor())
                .toList();

        assertThat(modules)
                .extracting(ModuleDescriptor::name)
                .contains(
                        "io.arxsvgx.telemetry.rules",
                        "io.arxsvgx.telemetry.patterns",
                        "io.arxsvgx.telemetry.server",
                        "io.arxsvgx.telemetry.store");
        assertThat(modules).noneMatch(ModuleDescriptor::isAutomatic);
    }
}
