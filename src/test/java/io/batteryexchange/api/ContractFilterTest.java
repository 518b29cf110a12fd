package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("upgrade")
class ContractFilterTest {

    private static final String FIND = "/taximeter/v1/find_vehicle";
    private static final String STATE = "/cargo-orders/v1/state";
    private static final String GOOD = "{\"cargo_ref_id\": \"claim-1\", \"claim_status\": \"pickuped\", \"point_id\": 5, \"performer_id\": \"courier-5\"}";

    private final ObjectMapper json = new ObjectMapper();
    private final ContractFilter filter;
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    ContractFilterTest() throws IOException {
        filter = new ContractFilter(new Contracts(), new ApiErrors(json, new Texts()));
    }

    @Test
    void handsOnlyWhatTheContractKnowsToTheRoute() throws Exception {
        MockHttpServletRequest request = request("POST", FIND, "cargo_ref_id=claim-1&point_id=5&debug=1");
        request.addHeader("point_id", "6");
        request.addHeader("CamelHttpUri", "http://elsewhere.example");
        request.addHeader("Accept-Language", "en");
        request.setContentType("application/x-www-form-urlencoded");
        request.setContent("cargo_ref_id=claim-2".getBytes(StandardCharsets.UTF_8));
        request.addParameter("cargo_ref_id", "claim-1", "claim-2"); // as a server reads query and form together

        HttpServletRequest seen = passed(request);

        assertThat(seen.getParameterMap()).containsOnlyKeys("cargo_ref_id", "point_id");
        assertThat(seen.getParameterValues("cargo_ref_id")).containsExactly("claim-1");
        assertThat(seen.getParameter("point_id")).isEqualTo("5");
        assertThat(Collections.list(seen.getHeaderNames())).containsExactly("Accept-Language");
        assertThat(seen.getHeader("point_id")).isNull();
        assertThat(seen.getQueryString()).isNull();
        assertThat(seen.getContentType()).isNull();
        assertThat(seen.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void handsTheBodyOnAsItCame() throws Exception {
        HttpServletRequest seen = passed(body(GOOD, "application/json; charset=UTF-8"));

        assertThat(new String(seen.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(GOOD);
        assertThat(seen.getContentLength()).isEqualTo(GOOD.length());
        assertThat(seen.getContentType()).isEqualTo("application/json; charset=UTF-8");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "point_id,     cargo_ref_id=claim-1",
        "cargo_ref_id, point_id=5",
        "cargo_ref_id, cargo_ref_id=&point_id=5",
        "cargo_ref_id, cargo_ref_id&point_id=5",
        "cargo_ref_id, cargo_ref_id=claim-1&cargo_ref_id=claim-1&point_id=5",
        "cargo_ref_id, cargo_ref_id=claim-1%0a&point_id=5",
        "cargo_ref_id, cargo_ref_id=%zz&point_id=5",
        "cargo_ref_id, cargo_ref_id=%c0%af&point_id=5",
        "point_id,     cargo_ref_id=claim-1&point_id=9223372036854775808",
        "point_id,     cargo_ref_id=claim-1&point_id=1e3",
        "query,        %zz=1&cargo_ref_id=claim-1&point_id=5"})
    void namesTheWrongParameter(String name, String query) throws Exception {
        isRefused(400, "bad_request", name, request("POST", FIND, query));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "body         |",
        "body         | []",
        "body         | {\"cargo_ref_id\": \"a\", \"cargo_ref_id\": \"b\"}",
        "claim_status | {\"cargo_ref_id\": \"claim-1\", \"point_id\": 5, \"performer_id\": \"courier-5\"}",
        "point_id     | {\"cargo_ref_id\": \"claim-1\", \"claim_status\": \"pickuped\", \"point_id\": 1.5, \"performer_id\": \"courier-5\"}",
        "performer_id | {\"cargo_ref_id\": \"claim-1\", \"claim_status\": \"pickuped\", \"point_id\": 5, \"performer_id\": null}"})
    void namesTheWrongField(String name, String body) throws Exception {
        isRefused(400, "bad_request", name, body(body == null ? "" : body, "application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+400", "-1e999999999", "[1e400]", "{\"a\": 1e400}"})
    void survivesANumberThatIsNone(String outcome) throws Exception {
        MockHttpServletRequest request = request("POST", "/operator/v1/tasks/a/resolve", null);
        request.setContentType("application/json");
        request.setContent(("{\"outcome\": " + outcome + ", \"reason\": \"r\"}").getBytes(StandardCharsets.UTF_8));

        isRefused(400, "bad_request", "outcome", request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "json", ";"})
    void takesJsonInUtf8Only(String contentType) throws Exception {
        isRefused(415, "not_acceptable", null, body(GOOD, contentType));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "nonsense"})
    void answersJsonOnly(String accept) throws Exception {
        MockHttpServletRequest request = request("POST", FIND, "cargo_ref_id=claim-1&point_id=5");
        request.addHeader("Accept", accept);

        isRefused(406, "not_acceptable", null, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "application/*;q=0.1", "text/html, application/json;q=0.9"})
    void answersWhoeverTakesJson(String accept) throws Exception {
        MockHttpServletRequest request = request("POST", FIND, "cargo_ref_id=claim-1&point_id=5");
        request.addHeader("Accept", accept);

        assertThat(passed(request)).isNotNull();
    }

    @Test
    void tellsWhichMethodsThereAre() throws Exception {
        isRefused(405, "method_not_allowed", null, request("DELETE", "/operator/v1/manual-mode", null));
        assertThat(response.getHeader("Allow")).isEqualTo("GET, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cargo-orders", "/cargo-orders/v1", STATE + "/more", "/operator/v1/tasks/", "/taximeter/v1/Find_vehicle"})
    void doesNotServeWhatNoContractNames(String path) throws Exception {
        isRefused(404, "not_found", null, request("POST", path, null));
    }

    @Test
    void leavesOtherAddressesAlone() throws Exception {
        assertThat(passed(request("GET", "/actuator/health/liveness", "a=%zz"))).isNotInstanceOf(CheckedRequest.class);
    }

    @Test
    void givesTheRouteADecodedPath() throws Exception {
        MockHttpServletRequest request = request("GET", "/operator/v1/tasks/a:b", null);
        request.setRequestURI("/operator/v1/tasks/a%3Ab");

        assertThat(passed(request).getRequestURI()).isEqualTo("/operator/v1/tasks/a:b");
    }

    private MockHttpServletRequest body(String body, String contentType) {
        MockHttpServletRequest request = request("POST", STATE, null);
        request.setContentType(contentType);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest request(String method, String path, String query) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setQueryString(query);
        return request;
    }

    private HttpServletRequest passed(MockHttpServletRequest request) throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        assertThat(response.getContentAsString()).isEmpty();
        return (HttpServletRequest) chain.getRequest();
    }

    private void isRefused(int status, String code, String named, MockHttpServletRequest request) throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        request.addHeader("Accept-Language", "en");

        filter.doFilter(request, response, chain);

        assertThat(chain.getRequest()).as("nothing goes on").isNull();
        assertThat(response.getStatus()).isEqualTo(status);
        JsonNode refusal = json.readTree(response.getContentAsString());
        assertThat(refusal.path("code").asText()).isEqualTo(code);
        assertThat(refusal.path("message").asText()).isNotBlank();
        if (named != null) {
            assertThat(refusal.path("message").asText()).isEqualTo("Wrong or missing parameter: " + named);
        }
    }
}
