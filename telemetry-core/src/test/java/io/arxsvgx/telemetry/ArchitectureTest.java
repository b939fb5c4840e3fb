// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The dependencies between packages, and forbidden calls. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry";
    private static final String INTERNAL = ROOT + ".internal";
    /**
     * A package that creates series for evaluators without a processor, so it depends on the engine's storage of
     * series.
     */
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
    static final ArchRule INTERNAL_PACKAGES_ARE_LAYERS = ArchitectureRules.layers(
            INTERNAL + ".concurrent",
            INTERNAL + ".ingest",
            INTERNAL + ".state",
            INTERNAL + ".checkpoint",
            INTERNAL + ".alert",
            INTERNAL + ".evaluation",
            INTERNAL + ".detection",
            INTERNAL + ".loop",
            INTERNAL + ".operations",
            ROOT);

    @ArchTest
    static final ArchRule PUBLIC_PACKAGES_ARE_LAYERS = ArchitectureRules.layers(
            ROOT + ".text",
            ROOT + ".rule",
            ROOT + ".condition",
            ROOT + ".series",
            ROOT + ".pattern",
            ROOT + ".alert",
            ROOT + ".snapshot",
            ROOT + ".operations");

    /** Thread-local memory would multiply with virtual threads. */
    @ArchTest
    static final ArchRule NOTHING_IS_KEPT_BY_THREAD =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

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
