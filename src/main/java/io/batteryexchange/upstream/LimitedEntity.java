package io.batteryexchange.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, cut off where it grows too long; what was not read to its end is never drained. */
final class LimitedEntity extends HttpEntityWrapper {

    private final HttpEntity entity;
    private final long longest;
    private final AnswerLimits.Deadline deadline;
    private final String path;
    private Limited content;

    /** @param longest bytes, unpacked */
    LimitedEntity(HttpEntity entity, long longest, AnswerLimits.Deadline deadline, String path) {
        super(entity);
        this.entity = entity;
        this.longest = longest;
        this.deadline = deadline;
        this.path = path;
    }

    @Override
    public InputStream getContent() throws IOException {
        if (content == null) {
            content = new Limited(entity.getContent());
        }
        return content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = getContent()) {
            in.transferTo(out);
        }
    }

    private final class Limited extends FilterInputStream {

        private long read;
        private boolean atEnd;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count;
            try {
                count = super.read(bytes, from, length);
            } catch (IOException e) {
                throw deadline.reason(e);
            }
            if (count < 0) {
                atEnd = true;
                deadline.met();
                return count;
            }
            read += count;
            if (read > longest) {
                deadline.giveUp();
                throw new UpstreamAnswerUnusable(path, "more than " + longest + " bytes");
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 4096)], 0, (int) Math.min(count, 4096)));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /**
         * The stream beneath reads what is left when it is closed, however much that is: not without its connection being gone. Camel reads as many bytes as the answer
         * says it has and does not ask for more, so it never sees the end; the connection is kept all the same.
         */
        @Override
        public void close() throws IOException {
            if (atEnd || read == entity.getContentLength()) {
                deadline.met();
                super.close();
            } else {
                deadline.giveUp();
            }
        }
    }
}
