package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class UnservedRequestsTest {

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
    void whatNoRouteServesHasACodeAndASentenceToo(int status, String code, String message) {
        request.addHeader("Accept-Language", "en");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);

        ResponseEntity<Map<String, String>> answer = unserved.answer(request);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody()).containsExactlyInAnyOrderEntriesOf(Map.of("code", code, "message", message));
    }

    @Test
    void isAFaultWhenNobodySaidWhatHappened() {
        assertThat(unserved.answer(request).getStatusCode().value()).isEqualTo(500);
        assertThat(unserved.answer(request).getBody()).containsEntry("message", "Что-то пошло не так. Повторите ещё раз");
    }
}
