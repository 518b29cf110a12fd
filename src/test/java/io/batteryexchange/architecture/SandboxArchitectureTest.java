package io.batteryexchange.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.batteryexchange.support.TestSecrets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sandbox speaks only the contracts: a mistake that both sides share would never show. */
class SandboxArchitectureTest {

    private static final String SANDBOX = "io.batteryexchange.sandbox..";
    private static final JavaClasses CITY = new ClassFileImporter().importPath(Path.of("target/test-classes/io/batteryexchange/sandbox"));

    @Test
    void sharesNothingWithTheBundle() {
        assertThat(CITY).isNotEmpty();
        noClasses().should().dependOnClassesThat(resideInAPackage("io.batteryexchange..").and(not(resideInAPackage(SANDBOX))).and(not(equivalentTo(TestSecrets.class))))
            .because("the tokens alone are agreed upon, as between partners")
            .check(CITY);
    }

    @Test
    void knowsNoCamelAndNoDatabase() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage("org.apache.camel..", "java.sql..", "org.springframework.jdbc..", "org.flywaydb..")).check(CITY);
    }
}
