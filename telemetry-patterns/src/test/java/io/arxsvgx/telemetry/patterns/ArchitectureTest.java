// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("series")
            .definedBy(ROOT + ".internal.series")
            .layer("forecast")
            .definedBy(ROOT + ".internal.forecast")
            .layer("stats")
            .definedBy(ROOT + ".internal.stats")
            .layer("state")
            .definedBy(ROOT + ".internal.state")
            .layer("detector")
            .definedBy(ROOT + ".internal.detector")
            .layer("cross")
            .definedBy(ROOT + ".internal.cross")
            .layer("report")
            .definedBy(ROOT + ".internal.report")
            .layer("root")
            .definedBy(ROOT)
            .whereLayer("series")
            .mayOnlyBeAccessedByLayers("forecast", "stats", "state", "detector", "cross", "report", "root")
            .whereLayer("forecast")
            .mayOnlyBeAccessedByLayers("stats", "state", "detector", "cross", "report", "root")
            .whereLayer("stats")
            .mayOnlyBeAccessedByLayers("state", "detector", "cross", "report", "root")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("detector", "cross", "report", "root")
            .whereLayer("detector")
            .mayOnlyBeAccessedByLayers("cross", "report", "root")
            .whereLayer("cross")
            .mayOnlyBeAccessedByLayers("report", "root")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

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
    static final ArchRule NOTHING_INTERNAL_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.arxsvgx.telemetry.internal..");
}
