package io.batteryexchange.bench.screen.twin;

import java.util.stream.Stream;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/** The bundle's own: who may call, how tokens are checked, how often one may call, the texts for people, the stores. By name, because most are nobody else's business. */
final class SecurityOfBundle implements ImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return Stream.of("api.SecurityConfiguration", "api.AccessTokens", "api.IssuerKeys", "api.Contracts", "api.FrontDoor", "api.CallerLimits", "api.ApiErrors",
            "api.SecurityHeaders", "api.ServerErrors", "api.UnservedRequests", "api.Texts", "clock.DatabaseClock", "settings.ConfigFiles", "store.Stores")
            .map(name -> "io.batteryexchange." + name).toArray(String[]::new);
    }
}
