// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.rules";

    /** Each internal package uses only those before it. */
    @ArchTest
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = ArchitectureRules.layers(
            ROOT + ".internal.window",
            ROOT + ".internal.group",
            ROOT + ".internal.threshold",
            ROOT + ".internal.sample",
            ROOT + ".internal.aggregate",
            ROOT + ".internal.trend",
            ROOT + ".internal.adaptive",
            ROOT + ".internal.anomaly",
            ROOT);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_IS_USED = ArchitectureRules.nothingUses("io.arxsvgx.telemetry.internal..");
}
