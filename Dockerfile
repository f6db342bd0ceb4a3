# The mock in a container: docker build -t engage-export-kit .
# Publish the port on this machine only: docker run --rm --init -p 127.0.0.1:4010:4010 engage-export-kit
FROM node:24-bookworm-slim AS build
WORKDIR /kit
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /opt/engage-export-kit
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /kit/dist dist
COPY completions completions
COPY docs docs
COPY examples examples
USER node
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/__admin/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/engage-export-kit/dist/cli/main.js"]
# The loopback of a container is its own, so the server listens on all of its addresses. Control stays with the
# container itself; --control opens it to neighbours.
CMD ["serve", "--host", "0.0.0.0"]
