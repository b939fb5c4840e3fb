// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The arrows between packages, and what no code here does. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry";
    private static final String INTERNAL = ROOT + ".internal";
    /** Makes series for evaluators outside of a processor, so it stands above the engine's storage of series. */
    private static final String STANDALONE = ROOT + ".condition.standalone";

    @ArchTest
    static final ArchRule SUB_PACKAGES_NEVER_USE_THE_ROOT = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_AND_STANDALONE_SERIES_USE_INTERNAL = classes()
            .that()
            .resideInAPackage(INTERNAL + "..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ROOT, STANDALONE, INTERNAL + "..");

    /** Each internal package uses only those before it, as the architecture document lists them. */
    @ArchTest
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("concurrent")
            .definedBy(INTERNAL + ".concurrent")
            .layer("ingest")
            .definedBy(INTERNAL + ".ingest")
            .layer("state")
            .definedBy(INTERNAL + ".state")
            .layer("checkpoint")
            .definedBy(INTERNAL + ".checkpoint")
            .layer("alert")
            .definedBy(INTERNAL + ".alert")
            .layer("evaluation")
            .definedBy(INTERNAL + ".evaluation")
            .layer("detection")
            .definedBy(INTERNAL + ".detection")
            .layer("loop")
            .definedBy(INTERNAL + ".loop")
            .layer("operations")
            .definedBy(INTERNAL + ".operations")
            .layer("root")
            .definedBy(ROOT)
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("loop")
            .mayOnlyBeAccessedByLayers("operations", "root")
            .whereLayer("detection")
            .mayOnlyBeAccessedByLayers("loop", "operations", "root")
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("detection", "loop", "operations", "root")
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers("evaluation", "detection", "loop", "operations", "root")
            .whereLayer("checkpoint")
            .mayOnlyBeAccessedByLayers("alert", "evaluation", "detection", "loop", "operations", "root")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("checkpoint", "alert", "evaluation", "detection", "loop", "operations", "root")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers(
                    "state", "checkpoint", "alert", "evaluation", "detection", "loop", "operations", "root");

    @ArchTest
    static final ArchRule PUBLIC_PACKAGES_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("text")
            .definedBy(ROOT + ".text")
            .layer("rule")
            .definedBy(ROOT + ".rule")
            .layer("condition")
            .definedBy(ROOT + ".condition")
            .layer("series")
            .definedBy(ROOT + ".series")
            .layer("pattern")
            .definedBy(ROOT + ".pattern")
            .layer("alert")
            .definedBy(ROOT + ".alert")
            .layer("snapshot")
            .definedBy(ROOT + ".snapshot")
            .layer("operations")
            .definedBy(ROOT + ".operations")
            .whereLayer("operations")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("snapshot")
            .mayOnlyBeAccessedByLayers("operations")
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers("snapshot", "operations")
            .whereLayer("pattern")
            .mayOnlyBeAccessedByLayers("alert", "snapshot", "operations")
            .whereLayer("series")
            .mayOnlyBeAccessedByLayers("pattern", "alert", "snapshot", "operations")
            .whereLayer("condition")
            .mayOnlyBeAccessedByLayers("series", "pattern", "alert", "snapshot", "operations")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("condition", "series", "pattern", "alert", "snapshot", "operations");

    /** Memory of a thread would multiply with virtual threads. */
    @ArchTest
    static final ArchRule NOTHING_IS_KEPT_BY_THREAD =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PUBLIC_METHODS_SHOW_NOTHING_INTERNAL = noMethods()
            .that()
            .areDeclaredInClassesThat(publicApi())
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAnyPackage(INTERNAL + ".."))
            .orShould()
            .haveRawParameterTypes(anyInternal());

    @ArchTest
    static final ArchRule ONLY_THE_SYSTEM_TIME_SOURCE_READS_THE_WALL_CLOCK = noClasses()
            .that()
            .doNotHaveSimpleName("SystemTimeSource")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule NOTHING_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule NOTHING_USES_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NOTHING_PRINTS_STACK_TRACES =
            noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule NOTHING_USES_JAVA_UTIL_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule DEPENDENCIES_ARE_FEW = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + "..", "java..", "org.jctools..", "org.slf4j..", "org.jspecify..");

    private static DescribedPredicate<JavaClass> publicApi() {
        return resideOutsideOfPackages(INTERNAL + "..")
                .and(DescribedPredicate.describe(
                        "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    private static DescribedPredicate<List<JavaClass>> anyInternal() {
        return DescribedPredicate.describe(
                "something internal",
                types -> types.stream().anyMatch(type -> type.getPackageName().startsWith(INTERNAL)));
    }
}
