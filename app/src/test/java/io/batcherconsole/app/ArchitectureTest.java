package io.batcherconsole.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The design's rules for the window, each with its reason. */
@AnalyzeClasses(
    packages = "io.batcherconsole.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ENGINE = "io.batcherconsole.engine";

  private static final Set<String> OPEN_TO_THE_WINDOW =
      Set.of(
          ENGINE, ENGINE + ".event", ENGINE + ".scenario", ENGINE + ".fault", ENGINE + ".diagnose");

  @ArchTest
  static final ArchRule ENGINE_INSIDES_STAY_INSIDE =
      noClasses()
          .should()
          .dependOnClassesThat(
              new DescribedPredicate<JavaClass>("belong to the engine's insides") {
                @Override
                public boolean test(JavaClass type) {
                  return type.getPackageName().startsWith(ENGINE)
                      && !OPEN_TO_THE_WINDOW.contains(type.getPackageName());
                }
              })
          .because("a window that only reads snapshots can neither slow the engine nor break it");

  @ArchTest
  static final ArchRule ONE_PLACE_CROSSES_THREADS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..app.frame..")
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because(
              "the frame pump pulls once a pulse; a push for each event would drown the window");

  @ArchTest
  static final ArchRule NO_STATIC_STATE =
      noFields()
          .that()
          .areStatic()
          .should()
          .notBeFinal()
          .because("two windows in one process share nothing")
          .allowEmptyShould(true);
}
