// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.svghost;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.arxsvgx.telemetry.svghost", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> TELEMETRY = describe(
            "of the telemetry library or its decorators",
            type -> type.getPackageName().startsWith("io.arxsvgx.telemetry")
                    && (!type.getPackageName().startsWith("io.arxsvgx.telemetry.svghost")
                            || type.getSimpleName().startsWith("Telemetry")));

    @ArchTest
    static final ArchRule wrappedClassesKnowNoTelemetry = noClasses()
            .that(belongToAnyOf(StaxSvgParser.class, BoundedViewportManager.class))
            .should()
            .transitivelyDependOnClassesThat(TELEMETRY);

    @ArchTest
    static final ArchRule onlyPublishedApiIsUsed = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.arxsvgx.telemetry.internal..", "io.arxsvgx.telemetry.rules.."));

    @ArchTest
    static final ArchRule demoKnowsNoSvg = classes()
            .that()
            .resideInAPackage("..demo..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.arxsvgx.telemetry..")
                    .and(DescribedPredicate.not(resideInAnyPackage("io.arxsvgx.telemetry.svghost"))));

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.arxsvgx.telemetry.svghost.(*)..").should().beFreeOfCycles();
}
