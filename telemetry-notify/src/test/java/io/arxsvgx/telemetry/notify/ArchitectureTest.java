// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.notify";

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_IS_USED =
            ArchitectureRules.nothingUses("io.arxsvgx.telemetry.internal..", "io.arxsvgx.telemetry.json.internal..");
}
