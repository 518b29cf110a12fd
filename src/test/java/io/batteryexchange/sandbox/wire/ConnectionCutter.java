package io.batteryexchange.sandbox.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes a connection without a word: the servlet API cannot, Tomcat's own request can, and only a valve gets to see it. */
public final class ConnectionCutter extends ValveBase {

    private static final String ATTRIBUTE = ConnectionCutter.class.getName();

    public ConnectionCutter() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, request);
        getNext().invoke(request, response);
    }

    static void cut(HttpServletRequest request) {
        ((Request) request.getAttribute(ATTRIBUTE)).getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
    }
}
