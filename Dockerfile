# syntax=docker/dockerfile:1
# Two stages: the first installs the locked dependencies, the second holds only what runs.
# Python 3.11 is what the tests run with.

FROM ghcr.io/astral-sh/uv:0.13 AS uv

FROM python:3.11-slim AS build
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/opt/nachklang \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /src
# The dependencies change seldom; a change in the code leaves their layer as it is.
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --locked --no-dev --no-install-project
COPY flows ./flows
COPY storage ./storage
COPY bot ./bot
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --locked --no-dev --no-editable

FROM python:3.11-slim
RUN groupadd --gid 10001 nachklang \
    && useradd --uid 10001 --gid nachklang --no-create-home --shell /usr/sbin/nologin nachklang \
    && install -d -m 0700 -o nachklang -g nachklang /data /keys
COPY --from=build /opt/nachklang /opt/nachklang
ENV PATH=/opt/nachklang/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NACHKLANG_DATA_DIR=/data \
    NACHKLANG_KEY_FILE=/keys/keys
USER nachklang
WORKDIR /data
# Two volumes, so that the keys are never in a copy of the data.
VOLUME ["/data", "/keys"]
# Nothing listens unless NACHKLANG_HTTP_PORT is set; this is the port that the pages name.
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s --retries=3 CMD ["nachklang", "doctor"]
ENTRYPOINT ["nachklang"]
CMD ["run"]
