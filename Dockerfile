# The command `tfg`, installed from the packed package as its users install it.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY tools tools
RUN node tools/setup.mjs
COPY . .
RUN node tools/build.mjs && mkdir /packed && npm pack --ignore-scripts --pack-destination /packed

FROM node:20.20.2-bookworm-slim
# For TLS to Temporal, which does not use the certificates that Node.js brings.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
RUN --mount=type=bind,from=build,source=/packed,target=/packed \
  npm init --yes > /dev/null && npm install --no-audit --no-fund --ignore-scripts /packed/*.tgz
# Where a volume is mounted for the objects of Maps; a new one takes the folder's owner over.
RUN mkdir /objects && chown node:node /objects
USER node
ENTRYPOINT ["/app/node_modules/.bin/tfg"]
CMD ["--help"]
