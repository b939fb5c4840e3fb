// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.patterns";

    @ArchTest
    static final ArchRule METHODS_STAND_ALONE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".internal.series", ROOT + ".internal.forecast", ROOT + ".internal.stats")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, "io.arxsvgx.telemetry.pattern", "io.arxsvgx.telemetry");

    /** An internal package uses only packages before it. */
    @ArchTest
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = ArchitectureRules.layers(
            ROOT + ".internal.series",
            ROOT + ".internal.forecast",
            ROOT + ".internal.stats",
            ROOT + ".internal.state",
            ROOT + ".internal.detector",
            ROOT + ".internal.cross",
            ROOT + ".internal.report",
            ROOT + ".internal.text",
            ROOT + ".internal.change",
            ROOT + ".internal.crossing",
            ROOT);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

    @ArchTest
    static final ArchRule NOTHING_READS_THE_WALL_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_IS_USED = ArchitectureRules.nothingUses("io.arxsvgx.telemetry.internal..");
}
