// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Exported packages are null-marked, so that a type without an annotation is never null. */
class PackagesTest {
    @Test
    void exportedPackages_areNullMarked() throws IOException {
        assertThat(ExportedApi.packages())
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        name -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                                .as(name)
                                .isTrue());
    }
}
