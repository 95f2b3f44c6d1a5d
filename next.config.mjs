/** @type {import('next').NextConfig} */
export default {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // The AWS SDK posts to the endpoint's path plus a slash; a redirect there would break it.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ['@electric-sql/pglite', '@electric-sql/pglite-socket', 'pg'],
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**/*',
      './content/**/*',
      './node_modules/@electric-sql/pglite/dist/**/*',
      './node_modules/@jitl/quickjs-wasmfile-release-sync/dist/**/*',
    ],
  },
}
