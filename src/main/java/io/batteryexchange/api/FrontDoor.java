package io.batteryexchange.api;

import io.batteryexchange.settings.BundleSettings.RequestBody;
import org.apache.camel.CamelContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Component;

/** What every request passes, whoever it is for: methods that we serve, a body within limits, routes that are up, a known caller who does not call too often. */
@Component
public class FrontDoor {

    private final ApiErrors errors;
    private final CamelContext camel;
    private final CallerLimits limits;
    private final RequestBody body;

    FrontDoor(ApiErrors errors, CamelContext camel, CallerLimits limits, RequestBody body) {
        this.errors = errors;
        this.camel = camel;
        this.limits = limits;
        this.body = body;
    }

    /** Puts the filters into a chain; its {@link CallerLimitFilter} is the last of them. */
    public void guard(HttpSecurity http) {
        http
            .addFilterBefore(new ServedMethodsFilter(errors), HeaderWriterFilter.class)
            .addFilterAfter(new RequestBodyFilter(body, errors), HeaderWriterFilter.class)
            .addFilterBefore(new NotReadyFilter(camel, errors), BearerTokenAuthenticationFilter.class)
            .addFilterAfter(new VerifiedCallerFilter(), AuthorizationFilter.class)
            .addFilterAfter(new CallerLimitFilter(limits, errors), VerifiedCallerFilter.class);
    }
}
