package io.batteryexchange.upstream;

import io.batteryexchange.clock.DeadlineWatch;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What this bundle takes from a partner's server at most, on the wire, before anything is kept: a page of 8 MiB and any other answer of 1 MiB, unpacked (an
 * answer that is packed small and unpacks large counts as large); a success must call itself JSON; and the whole answer must be there within
 * {@code upstream.answer-timeout} ms, since the time-outs of a socket only see the pause between two bytes. What breaks that loses its connection.
 */
@Component("answerLimits")
class AnswerLimits implements HttpClientConfigurer {

    static final long LONGEST_PAGE = 8 * 1024 * 1024;
    static final long LONGEST_ANSWER = 1024 * 1024;
    /** Calls that answer pages of up to 1,000 entries. */
    private static final List<String> PAGES = List.of("/car/list", "/telematics/sensors", "/cabinet/bookings", "/claims/journal", "/claims/search");

    private final Duration wholeAnswer;
    private final DeadlineWatch deadlines;

    AnswerLimits(@Value("${upstream.answer-timeout}") long wholeAnswerMs, DeadlineWatch deadlines) {
        this.wholeAnswer = Duration.ofMillis(wholeAnswerMs);
        this.deadlines = deadlines;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("answer-limits", this::limited); // the outermost: sees what is unpacked
        builder.setConnectionManagerShared(true); // an endpoint that stops must not take the others' connections away
    }

    private ClassicHttpResponse limited(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        Deadline deadline = new Deadline(scope);
        String path = path(request);
        long longest = PAGES.stream().anyMatch(path::endsWith) ? LONGEST_PAGE : LONGEST_ANSWER;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                deadline.met();
                return response;
            }
            String refusal = refusal(response, entity, longest);
            if (refusal != null) {
                deadline.giveUp();
                throw new UpstreamAnswerUnusable(path, refusal);
            }
            response.setEntity(new LimitedEntity(entity, longest, deadline, path));
            return response;
        } catch (IOException e) {
            throw deadline.reason(e);
        } catch (HttpException | RuntimeException e) {
            deadline.giveUp();
            throw e;
        }
    }

    private static String path(ClassicHttpRequest request) {
        return before('?', request.getPath());
    }

    private static String before(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String refusal(ClassicHttpResponse response, HttpEntity entity, long longest) {
        if (entity.getContentLength() > longest) {
            return "more than " + longest + " bytes";
        }
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING); // gone where the client knows how to unpack
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.getValue())) {
            return "packed in a way that was not asked for";
        }
        Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        return response.getCode() / 100 == 2 && type != null && !isJson(type.getValue()) ? response.getCode() + " with something that is not JSON" : null;
    }

    private static boolean isJson(String contentType) {
        String type = before(';', contentType).trim().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/") && type.endsWith("+json");
    }

    /** The moment at which the connection of a call is broken off, unless its answer is there. */
    final class Deadline {

        private final ExecChain.Scope scope;
        private final DeadlineWatch.Deadline moment;
        private volatile boolean passed;

        private Deadline(ExecChain.Scope scope) {
            this.scope = scope;
            this.moment = deadlines.in(wholeAnswer, () -> {
                passed = true;
                scope.execRuntime.discardEndpoint();
            });
        }

        void met() {
            moment.met();
        }

        /** The rest of the answer is not wanted. */
        void giveUp() {
            moment.met();
            scope.execRuntime.discardEndpoint();
        }

        /** Why reading failed: a connection that was broken off here looks like one that the partner closed. */
        IOException reason(IOException failure) {
            giveUp();
            if (!passed) {
                return failure;
            }
            SocketTimeoutException late = new SocketTimeoutException("no whole answer within " + wholeAnswer.toMillis() + " ms");
            late.initCause(failure);
            return late;
        }
    }
}
