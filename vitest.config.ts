import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: { '@': path.resolve(import.meta.dirname) },
    // `server-only` throws outside a server build; this condition selects its empty module.
    conditions: ['react-server', 'node', 'import', 'module', 'default'],
  },
  // Vitest hands these to Node itself; `import` among them would give `require('pg-pool')` its ES module.
  ssr: { resolve: { conditions: ['react-server', 'node', 'module', 'default'] } },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
