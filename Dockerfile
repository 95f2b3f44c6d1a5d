FROM node:20-bookworm-slim
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
WORKDIR /app
RUN chown node:node /app
USER node

COPY --chown=node:node package.json package-lock.json prisma.config.ts ./
COPY --chown=node:node prisma prisma
COPY --chown=node:node scripts scripts
RUN npm ci --include=dev --no-audit --no-fund

COPY --chown=node:node . .
RUN npx prisma generate && npx next build && mkdir .data

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
EXPOSE 3000
VOLUME /app/.data
CMD ["node", "scripts/start.mjs"]
