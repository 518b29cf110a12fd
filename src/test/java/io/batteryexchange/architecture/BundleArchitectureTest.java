package io.batteryexchange.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.batteryexchange.BundleApplication;
import io.batteryexchange.audit.VerifyAudit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What may use what in the bundle. */
class BundleArchitectureTest {

    private static final String ROOT = "io.batteryexchange.";
    /** The console, and the pages that stand with their concept. */
    private static final DescribedPredicate<JavaClass> PAGES = resideInAnyPackage(ROOT + "console..", ROOT + "figures..", ROOT + "map..").or(nameMatching(".*\\.\\w+Pages?"));
    private static final JavaClasses BUNDLE = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** Who speaks HTTP: the settings of Camel's client, the long poll of the bot, the issuer's keys and the console's sign-in. */
    @Test
    void routesSpeakHttpAndTheirBeansDoNot() {
        noClasses().that(not(resideInAPackage(ROOT + "upstream"))
                .and(not(name(ROOT + "storekeeper.TelegramClient").or(nameMatching(ROOT.replace(".", "\\.") + "storekeeper\\.TelegramClient\\$.*"))))
                .and(not(resideInAPackage(ROOT + "console.signin")))
                .and(not(name(ROOT + "api.IssuerKeys"))))
            .should().dependOnClassesThat(resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.springframework.web.client..",
                    "org.springframework.web.reactive..", "org.springframework.http.client..", "org.apache.camel.component.http..", "sun.net..")
                .or(nameMatching("java\\.net\\.(URL|URLConnection|HttpURLConnection|Socket|ServerSocket)|javax\\.net\\..*")))
            .because("a call that no route makes is on no timeline, behind no breaker and repeated by no rule")
            .check(BUNDLE);
    }

    /** The packages of the first level; the main class and what looks for it are outside. */
    @Test
    void packagesDoNotNeedEachOther() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(BUNDLE);
    }

    @Test
    void onlyPagesKnowPages() {
        noClasses().that(not(PAGES))
            .should().dependOnClassesThat(resideInAnyPackage("org.springframework.ui..", "org.thymeleaf..", "org.springframework.stereotype..")
                .and(nameMatching(".*\\.(Model|ModelMap|Controller|ITemplate.*|TemplateEngine|ISpring.*)")))
            .orShould().dependOnClassesThat(nameMatching("org\\.springframework\\.web\\.servlet\\.ModelAndView"))
            .because("everything else answers with JSON that a contract describes")
            .check(BUNDLE);
    }

    /** The beans that routes call don't need pages, and nothing of the core asks how it is looked at. */
    @Test
    void theCoreDoesNotKnowThePages() {
        noClasses().that(not(PAGES))
            .should().dependOnClassesThat(resideInAnyPackage(ROOT + "console..", ROOT + "figures..", ROOT + "map.."))
            .check(BUNDLE);
    }

    @Test
    void whatABeanNeedsItGetsWhenItIsMade() {
        noFields().should(beAnnotatedWith(Autowired.class)).orShould(beAnnotatedWith(Value.class)).check(BUNDLE);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(BUNDLE);
    }

    /** Beans are used by many threads at once. */
    @Test
    void noStaticFieldCanChange() {
        fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(BUNDLE);
    }

    @Test
    void onlyTheCommandPrints() {
        noClasses().that(not(name(BundleApplication.class.getName()).or(name(VerifyAudit.class.getName()))))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .check(BUNDLE);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(BUNDLE);
    }

    @Test
    void theJarKnowsNoTest() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage("org.junit..", "org.assertj..", "org.mockito..", ROOT + "sandbox..", ROOT + "support..", ROOT + "flow.."))
            .check(BUNDLE);
        classes().should().resideOutsideOfPackages(ROOT + "sandbox..", ROOT + "support..").check(BUNDLE);
    }
}
