package io.batteryexchange.api;

import jakarta.servlet.DispatcherType;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Who may call what: a JWT with the scope of the API, on everything but the probes. What is not listed is closed. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain api(HttpSecurity http, ApiErrors errors, CamelContext camel) throws Exception {
        BearerTokenAuthenticationEntryPoint unauthorized = new BearerTokenAuthenticationEntryPoint();
        BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();
        http
            .authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll() // judged when the request came in
                .requestMatchers("/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                .requestMatchers("/taximeter/**").hasAuthority("SCOPE_courier")
                .requestMatchers("/cargo-orders/**").hasAuthority("SCOPE_cargo-orders")
                .requestMatchers("/operator/**", "/actuator/**").hasAuthority("SCOPE_operator")
                .anyRequest().denyAll())
            .oauth2ResourceServer(server -> server
                .jwt(Customizer.withDefaults())
                .authenticationEntryPoint((request, response, failure) -> {
                    unauthorized.commence(request, response, failure);
                    errors.write(request, response, 401, "unauthorized");
                }))
            .exceptionHandling(handling -> handling
                .authenticationEntryPoint((request, response, failure) -> {
                    unauthorized.commence(request, response, failure);
                    errors.write(request, response, 401, "unauthorized");
                })
                .accessDeniedHandler((request, response, denial) -> {
                    forbidden.handle(request, response, denial);
                    errors.write(request, response, 403, "forbidden");
                }))
            .headers(headers -> headers.withObjectPostProcessor(new EagerHeaders()))
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .csrf(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .addFilterBefore(new NotReadyFilter(camel, errors), BearerTokenAuthenticationFilter.class)
            .addFilterAfter(new VerifiedCallerFilter(), AuthorizationFilter.class);
        return http.build();
    }

    /**
     * Writes the security headers before the route runs. By default they are written after the filter chain, on the container's thread, while the route's
     * thread may be writing its answer: Tomcat's response then broke under load (NullPointerException in MimeHeaders).
     */
    private static final class EagerHeaders implements ObjectPostProcessor<HeaderWriterFilter> {

        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }

    /** The subject is who acts: a token without one is no token. Joins the issuer's standard checks. */
    @Bean
    OAuth2TokenValidator<Jwt> subjectRequired() {
        OAuth2Error missing = new OAuth2Error("invalid_token", "The token has no subject", null);
        return token -> token.getSubject() == null || token.getSubject().isBlank() ? OAuth2TokenValidatorResult.failure(missing) : OAuth2TokenValidatorResult.success();
    }
}
