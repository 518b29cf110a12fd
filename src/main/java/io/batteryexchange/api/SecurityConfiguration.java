package io.batteryexchange.api;

import io.batteryexchange.clock.DatabaseClock;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
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
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
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
    SecurityFilterChain api(HttpSecurity http, ApiErrors errors, Contracts contracts, CamelContext camel) throws Exception {
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
            .addFilterAfter(new VerifiedCallerFilter(), AuthorizationFilter.class)
            .addFilterAfter(new ContractFilter(contracts, errors), VerifiedCallerFilter.class);
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

    /** The standard checks with the database's clock: a node whose own clock is wrong neither refuses a good token nor takes one that has expired. */
    @Bean
    JwtDecoder tokens(OAuth2ResourceServerProperties settings, DatabaseClock clock) {
        OAuth2ResourceServerProperties.Jwt issuer = settings.getJwt();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(issuer.getJwkSetUri())
            .jwsAlgorithms(algorithms -> issuer.getJwsAlgorithms().forEach(name -> algorithms.add(SignatureAlgorithm.from(name))))
            .build();
        JwtTimestampValidator notExpired = new JwtTimestampValidator();
        notExpired.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>(List.of(notExpired, subjectRequired()));
        if (issuer.getIssuerUri() != null) {
            checks.add(new JwtIssuerValidator(issuer.getIssuerUri()));
        }
        if (!issuer.getAudiences().isEmpty()) {
            checks.add(new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, audiences -> audiences != null && !Collections.disjoint(audiences, issuer.getAudiences())));
        }
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(checks));
        return decoder;
    }

    /** The subject is who acts: a token without one is no token. */
    private static OAuth2TokenValidator<Jwt> subjectRequired() {
        OAuth2Error missing = new OAuth2Error("invalid_token", "The token has no subject", null);
        return token -> token.getSubject() == null || token.getSubject().isBlank() ? OAuth2TokenValidatorResult.failure(missing) : OAuth2TokenValidatorResult.success();
    }
}
