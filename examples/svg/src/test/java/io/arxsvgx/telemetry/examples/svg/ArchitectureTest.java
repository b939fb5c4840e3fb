// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.telemetry.examples.svg.parser.StaxSvgParser;
import io.arxsvgx.telemetry.examples.svg.viewport.BoundedViewportManager;

@AnalyzeClasses(packages = ArchitectureTest.SVG, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String SVG = "io.arxsvgx.telemetry.examples.svg";

    private static final DescribedPredicate<JavaClass> TELEMETRY = describe(
            "of the telemetry library or its decorators",
            type -> type.getPackageName().startsWith("io.arxsvgx.telemetry")
                    && (!type.getPackageName().startsWith(SVG)
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
                    .and(DescribedPredicate.not(
                            resideInAnyPackage(SVG + ".parser", SVG + ".viewport", SVG + ".host"))));

    @ArchTest
    static final ArchRule packagesUseOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("parser")
            .definedBy(SVG + ".parser")
            .layer("viewport")
            .definedBy(SVG + ".viewport")
            .layer("demo")
            .definedBy(SVG + ".demo")
            .layer("host")
            .definedBy(SVG + ".host")
            .whereLayer("parser")
            .mayNotAccessAnyLayer()
            .whereLayer("demo")
            .mayNotAccessAnyLayer()
            .whereLayer("viewport")
            .mayOnlyAccessLayers("parser")
            .whereLayer("host")
            .mayNotBeAccessedByAnyLayer();
}
