import os from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { postgresPrograms } from './tests/support/postgres-programs.mjs'

/** These ask the database, and run on the embedded one and on PostgreSQL. */
const DATABASE_TESTS = [
  'api',
  'auth',
  'aws-runs',
  'cohorts',
  'db',
  'progress',
  'sandbox-store',
  'sketches',
].map((name) => `tests/${name}/**/*.test.ts`)

/**
 * These ask the embedded database alone: what they are about does not depend on which one it is. `npm run test:long`
 * asks both.
 */
const EMBEDDED_TESTS = process.env.STEPWISE_LONG
  ? []
  : ['tests/api/**/*.test.ts', 'tests/aws-runs/**/*.test.ts', 'tests/sandbox-store/operations.test.ts']

/** These mock modules, so that each needs modules of its own. */
const MOCKING_TESTS = 'tests/**/*.mocking.test.ts'

/** These start servers of a build that they make or need, and have their own turn in `npm test`. */
const SERVER_TESTS = ['tests/start/**/*.test.ts']

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve(import.meta.dirname),
      // Next's bundler takes this form of it for the server; Node finds the browser's.
      'next/navigation': 'next/dist/api/navigation.react-server.js',
    },
    // `server-only` throws outside a server build; this condition selects its empty module.
    conditions: ['react-server', 'node', 'import', 'module', 'default'],
  },
  // Vitest hands these to Node itself: `import` among them would give `require('pg-pool')` its ES module, and
  // `module` would give the AWS SDK files that only bundlers can read.
  ssr: { resolve: { conditions: ['react-server', 'node', 'default'] } },
  test: {
    // npm run test:long
    testTimeout: process.env.STEPWISE_LONG ? 600_000 : 30_000,
    hookTimeout: 60_000,
    // Importing takes as long as testing when each file does it anew. What a file leaves behind, it has to take away.
    isolate: false,
    // Vitest leaves one core to itself; on two cores that is half of the machine.
    maxWorkers: os.availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          setupFiles: 'tests/support/long.ts',
          exclude: [...DATABASE_TESTS, ...SERVER_TESTS, MOCKING_TESTS],
        },
      },
      {
        extends: true,
        test: { name: 'mocking', include: [MOCKING_TESTS], isolate: true },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: DATABASE_TESTS,
          globalSetup: 'tests/support/global-embedded.ts',
          setupFiles: 'tests/support/on-embedded.ts',
        },
      },
      ...(postgresPrograms()
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: DATABASE_TESTS,
                exclude: EMBEDDED_TESTS,
                globalSetup: 'tests/support/global-postgres.ts',
                setupFiles: 'tests/support/on-postgres.ts',
              },
            },
          ]
        : []),
      { extends: true, test: { name: 'server', include: SERVER_TESTS } },
    ],
  },
})
