package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Placeholder;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;

/**
 * Every <code>{{setting}}</code> has its default in {@code config/application.yaml}: there operators look for it. A period in
 * milliseconds ({@code poll.car-list-ms}) is derived from the setting without {@code -ms} when the service starts.
 */
public class PlaceholderDefaultsCheck implements FileCheck {

    private final Settings settings;

    public PlaceholderDefaultsCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        YamlNodes.eachText(file.root(), (key, value) -> {
            for (Placeholder placeholder : Placeholder.in(value.getValue())) {
                if (placeholder.needsDefault() && !settings.has(placeholder.name()) && !settings.has(placeholder.name().replaceFirst("-ms$", ""))) {
                    findings.add(Finding.at(file, value, placeholder.name() + " has no default in config/application.yaml"));
                }
            }
        });
        return findings;
    }
}
