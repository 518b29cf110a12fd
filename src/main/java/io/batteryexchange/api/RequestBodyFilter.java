package io.batteryexchange.api;

import io.batteryexchange.settings.BundleSettings.RequestBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the whole body before anything else happens, on the web server's own thread: a route's thread (setting {@code API_THREADS}) never waits for a client.
 * Bodies over {@code request-body.longest} are refused with 413 {@code body_too_large}, with or without a {@code Content-Length}; one that is not there within
 * {@code request-body.time} with 408 {@code request_timeout}, however busily its client drips. A body that came with its headers, as small ones do, never waits;
 * of the others at most {@code request-body.waiting} are waited for at a time, fewer than the server has threads, and more are refused with 503: slow clients
 * may keep bodies out, never the courier's calls, which have none.
 *
 * <p>It stands before the check of the token, so that nobody, known or not, can make a later filter or the server itself wait for a body.
 */
final class RequestBodyFilter extends OncePerRequestFilter {

    /** So much of a body that is too long is read and thrown away, so that its sender gets to read the refusal before the connection is closed. */
    private static final int MOST_THROWN_AWAY = 1024 * 1024;

    private final RequestBody settings;
    private final ApiErrors errors;
    private final Semaphore waiting;

    RequestBodyFilter(RequestBody settings, ApiErrors errors) {
        this.settings = settings;
        this.errors = errors;
        this.waiting = new Semaphore(settings.waiting());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length <= 0 && request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
            return;
        }
        if (length > MOST_THROWN_AWAY) {
            tooLarge(request, response);
            return;
        }
        boolean isThere = length > 0 && request.getInputStream().available() >= length;
        if (!isThere && !waiting.tryAcquire()) {
            response.setHeader("Retry-After", "1");
            errors.write(request, response, 503, "service_unavailable");
            return;
        }
        byte[] body;
        try {
            body = read(request.getInputStream());
        } catch (SocketTimeoutException e) {
            errors.write(request, response, 408, "request_timeout");
            return;
        } catch (IOException e) { // the client is gone, or its chunks are none
            errors.write(request, response, 400, "bad_request");
            return;
        } finally {
            if (!isThere) {
                waiting.release();
            }
        }
        if (body == null) {
            tooLarge(request, response);
        } else {
            chain.doFilter(new RequestInMemory(request, body), response);
        }
    }

    /** The body; null: it is too long. */
    private byte[] read(ServletInputStream in) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        long read = 0;
        for (int count = in.read(part); count >= 0 && read + count <= MOST_THROWN_AWAY; count = in.read(part)) {
            read += count;
            if (read <= settings.longest().toBytes()) {
                body.write(part, 0, count);
            }
            if (System.nanoTime() - start > settings.time().toNanos()) {
                throw new SocketTimeoutException("body not there in time");
            }
        }
        return read > settings.longest().toBytes() ? null : body.toByteArray();
    }

    private void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, 413, "body_too_large");
    }
}
