# The service's image: docker build -t battery-exchange . (after mvn -DskipTests package), and with --target sandbox the city in a box
# (after mvn -DskipTests -Pimage package). Without a Docker daemon: mvn -DskipTests -Pimage package writes target/battery-exchange-image.tar.
ARG JAVA_IMAGE=eclipse-temurin:17-jre-noble

FROM ${JAVA_IMAGE} AS layers
WORKDIR /layers
COPY target/battery-exchange.jar battery-exchange.jar
RUN java -Djarmode=tools -jar battery-exchange.jar extract --layers --destination extracted

# A city in a box, for trying: every partner of the service, from the test classpath. Not for production.
FROM ${JAVA_IMAGE} AS sandbox
WORKDIR /sandbox
COPY target/sandbox/lib lib
COPY target/test-classes classes
COPY config/stores.yaml config/stores.yaml
COPY config/container/healthy healthy
USER 10001:10001
ENV SANDBOX_ADDRESS=0.0.0.0 LC_ALL=C.UTF-8
EXPOSE 8090
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-cp", "classes:lib/*", "io.batteryexchange.sandbox.SandboxApplication"]

# The last stage is what docker build makes. Its layers go from what seldom changes to what often does.
FROM ${JAVA_IMAGE}
LABEL org.opencontainers.image.title="battery-exchange" \
      org.opencontainers.image.description="Camel route bundle that turns a low accumulator of a shared scooter into a finished swap"
WORKDIR /app
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
COPY config/container/healthy config/container/archive-classes ./
COPY config/application.yaml config/experiments.yaml config/stores.yaml config/
COPY routes routes
# An archive of the classes for the Java of this image: a start takes two thirds of the time. It lies over the routes, since it is made by a start with them.
RUN ./archive-classes battery-exchange.jar classes.jsa
# Nothing of the image belongs to this user, so nothing of it can be changed by the service; it writes to /tmp only.
USER 10001:10001
# Java writes as the locale says: without one, names in Russian would be question marks in the log.
ENV SERVER_ADDRESS=0.0.0.0 LC_ALL=C.UTF-8
EXPOSE 8080
# Kubernetes looks at the probes itself (config/kubernetes). A probe may take 7 s: it waits for the database.
HEALTHCHECK --interval=10s --timeout=9s --start-period=60s --retries=3 CMD ["/app/healthy"]
# Java begins with a heap of a 64th of the memory, in which a node under load collects garbage three times as often as in a fifth of it: 6 % of what it serves (README, "How fast").
# What is young and still used has a sixth of the young memory to itself, twice over, not a tenth: else what a start needs for a while counts as old, 20 MiB of it, and stays.
# What Java's compilers took of native memory and gave up again goes back to the system every second, in about 1 ms: a sixth of what a node holds at rest. An early Java 17 refuses to start with it, 17.0.15 knows it.
ENTRYPOINT ["java", "-XX:InitialRAMPercentage=20", "-XX:MaxRAMPercentage=60", "-XX:SurvivorRatio=4", "-XX:+ExitOnOutOfMemoryError", "-XX:TrimNativeHeapInterval=1000", "-XX:SharedArchiveFile=classes.jsa", "-jar", "battery-exchange.jar"]
