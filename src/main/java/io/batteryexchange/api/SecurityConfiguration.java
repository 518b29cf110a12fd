package io.batteryexchange.api;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

/** Who may call which API: a JWT ({@link AccessTokens}) with the scope of the API, on everything but the probes. What is not listed is closed. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** None: of each filter for each request they took a tenth of the time of a courier's screen. What callers see is measured by {@code http.server.requests}. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http, ApiErrors errors, FrontDoor door, JwtAuthenticationConverter scopes, Contracts contracts) throws Exception {
        TokenRefusals unauthorized = new TokenRefusals(errors);
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
                .jwt(jwt -> jwt.jwtAuthenticationConverter(scopes))
                .authenticationEntryPoint(unauthorized)
                .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                    @Override
                    public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(unauthorized); // the default throws where keys can't be read: 500
                        return filter;
                    }
                }))
            .exceptionHandling(handling -> handling
                .authenticationEntryPoint(unauthorized)
                .accessDeniedHandler((request, response, denial) -> {
                    forbidden.handle(request, response, denial);
                    errors.write(request, response, 403, "forbidden");
                }))
            .headers(AbstractHttpConfigurer::disable) // SecurityHeaders writes them
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .csrf(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable);
        door.guard(http);
        http.addFilterAfter(new ContractFilter(contracts, errors), CallerLimitFilter.class);
        return http.build();
    }
}
