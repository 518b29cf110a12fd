package io.batteryexchange.console.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/**
 * What is remembered of a sign-in while the browser is at the issuer: state and verifier (RFC 7636) and the page to return to, in a cookie that we have signed.
 * The operator may come back to another node than the one he left.
 */
final class SignInState implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    /** Request attribute: the page to return to. */
    static final String RETURN_TO = SignInState.class.getName() + ".returnTo";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String VERIFIER = "verifier";
    private static final String TO = "to";

    private final OperatorCookie cookie;
    private final ClientRegistration issuer;
    private final byte[] key;
    private final Clock clock;

    SignInState(ClientRegistration issuer, boolean secure, Clock clock) {
        this.cookie = new OperatorCookie("operations-sign-in", secure);
        this.issuer = issuer;
        this.clock = clock;
        this.key = digest("sign-in state of the operations console\n" + issuer.getClientSecret());
    }

    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return cookie.read(request).map(value -> read(value, request)).orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            cookie.delete(response);
            return;
        }
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
            .claim(OAuth2ParameterNames.STATE, asked.getState())
            .claim(VERIFIER, asked.getAttribute(PkceParameterNames.CODE_VERIFIER))
            .claim(TO, ReturnTo.of(request.getParameter(TO)))
            .expirationTime(Date.from(clock.instant().plus(LIFE)))
            .build();
        SignedJWT signed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            signed.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the state of a sign-in can't be signed", e);
        }
        cookie.write(response, signed.serialize(), LIFE);
    }

    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = loadAuthorizationRequest(request);
        cookie.delete(response);
        return asked;
    }

    /** null: it is not ours, or too old. */
    private OAuth2AuthorizationRequest read(String value, HttpServletRequest request) {
        try {
            SignedJWT signed = SignedJWT.parse(value);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            if (!signed.verify(new MACVerifier(key)) || claims.getExpirationTime() == null || claims.getExpirationTime().toInstant().isBefore(clock.instant())) {
                return null;
            }
            String state = claims.getStringClaim(OAuth2ParameterNames.STATE);
            if (!state.equals(request.getParameter(OAuth2ParameterNames.STATE))) {
                return null;
            }
            request.setAttribute(RETURN_TO, claims.getStringClaim(TO));
            return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(issuer.getProviderDetails().getAuthorizationUri())
                .clientId(issuer.getClientId())
                .redirectUri(issuer.getRedirectUri())
                .scopes(issuer.getScopes())
                .state(state)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, issuer.getRegistrationId());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, claims.getClaim(VERIFIER));
                })
                .build();
        } catch (ParseException | JOSEException e) {
            return null; // somebody else's, or cut off: the sign-in begins anew
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
