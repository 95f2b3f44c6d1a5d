import path from 'node:path'
import { defineConfig } from 'prisma/config'

process.env.CHECKPOINT_DISABLE ??= '1'

// Prisma's native schema engine is a download that needs the open internet; ours comes with `npm ci`.
// Windows cannot spawn a script as a program, so it takes the native one.
if (process.platform !== 'win32' && process.env.PRISMA_NATIVE_ENGINE !== '1') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, 'scripts/schema-engine.mjs')
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL || 'postgresql://embedded/' },
})
