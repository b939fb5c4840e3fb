// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.rules";

    /** Each internal package uses only those before it. */
    @ArchTest
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("window")
            .definedBy(ROOT + ".internal.window")
            .layer("group")
            .definedBy(ROOT + ".internal.group")
            .layer("threshold")
            .definedBy(ROOT + ".internal.threshold")
            .layer("trend")
            .definedBy(ROOT + ".internal.trend")
            .layer("adaptive")
            .definedBy(ROOT + ".internal.adaptive")
            .layer("anomaly")
            .definedBy(ROOT + ".internal.anomaly")
            .layer("root")
            .definedBy(ROOT)
            .whereLayer("window")
            .mayOnlyBeAccessedByLayers("group", "threshold", "trend", "adaptive", "anomaly", "root")
            .whereLayer("group")
            .mayOnlyBeAccessedByLayers("threshold", "trend", "adaptive", "anomaly", "root")
            .whereLayer("threshold")
            .mayOnlyBeAccessedByLayers("trend", "adaptive", "anomaly", "root")
            .whereLayer("trend")
            .mayOnlyBeAccessedByLayers("adaptive", "anomaly", "root")
            .whereLayer("adaptive")
            .mayOnlyBeAccessedByLayers("anomaly", "root")
            .whereLayer("anomaly")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.arxsvgx.telemetry.internal..");
}
