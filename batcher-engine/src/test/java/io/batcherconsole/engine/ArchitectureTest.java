package io.batcherconsole.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The design's rules for the engine, each with its reason. */
@AnalyzeClasses(
    packages = "io.batcherconsole.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule HEADLESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "com.sun..")
          .because("the engine is a headless library: it runs on servers and in tests");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching("io.batcherconsole.engine.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that needs itself through another cannot be understood alone");

  @ArchTest
  static final ArchRule ROOT_IS_THE_COMPOSITION =
      noClasses()
          .that()
          .resideInAPackage("io.batcherconsole.engine.*..")
          .and()
          .resideOutsideOfPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.batcherconsole.engine")
          .because(
              "the root package puts the parts together; a part that knew it could not be used alone");

  @ArchTest
  static final ArchRule NO_SLEEPING =
      noClasses()
          .that()
          .resideOutsideOfPackages("..engine.runtime..")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("time comes in through EngineRuntime, so that a run can be made deterministic");

  @ArchTest
  static final ArchRule NO_PRINTING =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a library logs; only the command line prints");

  @ArchTest
  static final ArchRule NO_STATIC_STATE =
      noFields()
          .that()
          .areStatic()
          .should()
          .beProtected()
          .orShould()
          .notBeFinal()
          .because("two engines in one process share nothing");
}
