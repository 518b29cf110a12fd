package io.batteryexchange.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/** What Tomcat refuses by itself (unreadable request lines, headers that are too long, ...) gets {@code {"code","message"}} instead of a page that names the server. */
public final class ServerErrorValve extends ErrorReportValve {

    private final ApiErrors errors = new ApiErrors(new ObjectMapper(), new Texts());
    private final ObjectMapper json = new ObjectMapper();

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        AtomicBoolean writable = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported() || !writable.get()) {
            return;
        }
        try {
            response.setContentType("application/json");
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(json.writeValueAsString(errors.body(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), ApiErrors.codeOf(status), ApiErrors.REQUEST)));
                response.finishResponse();
            }
        } catch (IOException e) {
            getContainer().getLogger().debug("the caller of a refused request is gone", e);
        }
    }
}
