package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("upgrade")
class UnservedRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnservedRequests unserved = new UnservedRequests(new ApiErrors(new ObjectMapper(), new Texts()));
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | bad_request        | Wrong or missing parameter: request",
        "401 | unauthorized       | Please sign in again",
        "403 | forbidden          | No access",
        "404 | not_found          | There is no such address",
        "405 | method_not_allowed | This method is not supported here",
        "406 | not_acceptable     | This format is not supported",
        "415 | not_acceptable     | This format is not supported",
        "413 | body_too_large     | The request is too large",
        "500 | internal_error     | Something went wrong. Try again",
        "503 | service_unavailable | The service is not available for the moment. Try again"})
    void whatNoRouteServesHasACodeAndASentenceToo(int status, String code, String message) throws IOException {
        request.addHeader("Accept-Language", "en");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);

        MockHttpServletResponse answer = answer();

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(JSON.readValue(answer.getContentAsString(StandardCharsets.UTF_8), Map.class)).isEqualTo(Map.of("code", code, "message", message));
    }

    @Test
    void isAFaultWhenNobodySaidWhatHappened() throws IOException {
        assertThat(answer().getStatus()).isEqualTo(500);
        assertThat(answer().getContentAsString(StandardCharsets.UTF_8)).contains("Что-то пошло не так. Повторите ещё раз");
    }

    @Test
    void whoeverAskedForAPageGetsAPage() throws IOException {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/operations/nothing-here");

        assertThat(answer().getContentType()).startsWith("text/html");
        assertThat(answer().getContentAsString(StandardCharsets.UTF_8)).contains("<h1>404</h1>");
    }

    private MockHttpServletResponse answer() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        unserved.answer(request, response);
        return response;
    }
}
