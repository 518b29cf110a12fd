package io.batteryexchange.console.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * Who signed in is who the access token says: it is judged as a call of the API would be, by the same rules. So the console can't do more than the API, and the
 * timeline names the same subject.
 */
final class TokenOfOperator implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

    private static final String TOKEN = "token";
    private static final String EXPIRES = "expires";

    private final JwtDecoder tokens;
    private final JwtAuthenticationConverter scopes;

    TokenOfOperator(JwtDecoder tokens, JwtAuthenticationConverter scopes) {
        this.tokens = tokens;
        this.scopes = scopes;
    }

    @Override
    public OAuth2User loadUser(OAuth2UserRequest request) {
        String value = request.getAccessToken().getTokenValue();
        try {
            Jwt token = tokens.decode(value);
            Map<String, Object> attributes = new HashMap<>(Map.of("sub", token.getSubject(), TOKEN, value, EXPIRES, token.getExpiresAt()));
            return new DefaultOAuth2User(scopes.convert(token).getAuthorities(), attributes, "sub");
        } catch (JwtException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_token", "The issuer's access token is not one that we take: " + e.getMessage(), null), e);
        }
    }

    static String token(OAuth2User operator) {
        return operator.getAttribute(TOKEN);
    }

    static Duration life(OAuth2User operator, Clock clock) {
        Instant expires = operator.getAttribute(EXPIRES);
        Duration left = Duration.between(clock.instant(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
