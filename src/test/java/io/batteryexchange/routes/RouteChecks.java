package io.batteryexchange.routes;

import io.batteryexchange.routes.check.BreakerUnitsCheck;
import io.batteryexchange.routes.check.BundleCheck;
import io.batteryexchange.routes.check.ChainLockCheck;
import io.batteryexchange.routes.check.CommentsCheck;
import io.batteryexchange.routes.check.DurationUnitsCheck;
import io.batteryexchange.routes.check.EndpointOptionsCheck;
import io.batteryexchange.routes.check.EntityOrderCheck;
import io.batteryexchange.routes.check.ErrorPolicyCheck;
import io.batteryexchange.routes.check.FileCheck;
import io.batteryexchange.routes.check.Finding;
import io.batteryexchange.routes.check.GroupedSaveCheck;
import io.batteryexchange.routes.check.IdsCheck;
import io.batteryexchange.routes.check.LocalCallsCheck;
import io.batteryexchange.routes.check.PartnerCallCheck;
import io.batteryexchange.routes.check.PlaceholderDefaultsCheck;
import io.batteryexchange.routes.check.RepeatedKeysCheck;
import io.batteryexchange.routes.check.RoundTripCheck;
import io.batteryexchange.routes.check.RouteHeadCheck;
import io.batteryexchange.routes.check.RouteTemplateCheck;
import io.batteryexchange.routes.check.SchemaCheck;
import io.batteryexchange.routes.check.SqlFilesCheck;
import io.batteryexchange.routes.check.SqlPlaceholdersCheck;
import io.batteryexchange.routes.check.UniqueIdsCheck;
import io.batteryexchange.routes.check.UnquotedPlaceholderCheck;
import io.batteryexchange.routes.tree.RouteBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All rules for route files by the sentence that they enforce. */
public final class RouteChecks {

    private RouteChecks() {
    }

    /** What all rules find in a folder, in sentences. */
    public static List<String> findings(RouteBundle bundle) {
        Stream<Finding> each = bundle.files().stream().flatMap(file -> forFiles(bundle).values().stream().flatMap(check -> check.check(file).stream()));
        Stream<Finding> together = forBundle().values().stream().flatMap(check -> check.check(bundle).stream());
        return Stream.concat(bundle.unreadable().stream(), Stream.concat(each, together).map(Finding::toString)).toList();
    }

    static Map<String, FileCheck> forFiles(RouteBundle bundle) {
        Map<String, FileCheck> checks = new LinkedHashMap<>();
        checks.put("is valid by Camel's schema", SchemaCheck.classic(bundle.knownSettings()));
        checks.put("uses no shorthand", SchemaCheck.canonical(bundle.knownSettings()));
        checks.put("repeats no key", new RepeatedKeysCheck());
        checks.put("quotes its placeholders", new UnquotedPlaceholderCheck());
        checks.put("has comments only at its head", new CommentsCheck());
        checks.put("has no route templates", new RouteTemplateCheck());
        checks.put("has its root entities in the editor's order", new EntityOrderCheck());
        checks.put("describes and groups its routes", new RouteHeadCheck());
        checks.put("has an id on every step", new IdsCheck());
        checks.put("uses only options that exist", new EndpointOptionsCheck(bundle.knownSettings()));
        checks.put("calls partners with care", new PartnerCallCheck(bundle.knownSettings()));
        checks.put("has breaker durations in Camel's units", new BreakerUnitsCheck(bundle.knownSettings()));
        checks.put("has units on durations", new DurationUnitsCheck(bundle.knownSettings()));
        bundle.settings().ifPresent(settings ->
                checks.put("uses only settings with a default", new PlaceholderDefaultsCheck(settings)));
        checks.put("survives a save in the editor", new RoundTripCheck());
        return checks;
    }

    static Map<String, BundleCheck> forBundle() {
        Map<String, BundleCheck> checks = new LinkedHashMap<>();
        checks.put("no id twice", new UniqueIdsCheck());
        checks.put("every call finds its route and every route is called", new LocalCallsCheck());
        checks.put("every named error policy exists", new ErrorPolicyCheck());
        checks.put("every named SQL file exists and every SQL file is named", new SqlFilesCheck());
        checks.put("SQL has named parameters only", new SqlPlaceholdersCheck());
        checks.put("a statement locks the task first and the timeline's chain last", new ChainLockCheck());
        checks.put("a statement that saves a group names its columns after its parameters and locks the tasks in order", new GroupedSaveCheck());
        return checks;
    }
}
