# Maven builds the jar; a Java run-time environment runs it as an unprivileged user.
# docs/how-to/deploy.md shows how to run it, and how its steps were checked.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -pl telemetry-cli -am -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
WORKDIR /app
RUN mkdir -p /app/config /app/data && chown 10001:10001 /app/data
COPY --from=build /src/telemetry-cli/target/telemetry /src/telemetry-cli/target/telemetry.jar /app/
# Creates the class data archive for a fast start with this Java.
RUN /app/telemetry warm-up
USER 10001:10001

# Other machines can reach a container's ports, so a token is required: docker run -e TELEMETRY_API_TOKEN=...
ENV TELEMETRY_BIND=0.0.0.0 TELEMETRY_DATA=/app/data
VOLUME ["/app/config", "/app/data"]
EXPOSE 8765 8080 8081
HEALTHCHECK --interval=30s --timeout=10s --start-period=15s CMD ["/app/telemetry", "health"]

ENTRYPOINT ["/app/telemetry"]
CMD ["start"]
