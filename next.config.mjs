/** For everything we answer; pages have a Content-Security-Policy besides (proxy.ts). */
const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
]

/** @type {import('next').NextConfig} */
export default {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm test` and `npm run check`; whoever only starts it need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // The AWS SDK posts to the endpoint's path plus a slash; a redirect there would break it.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**/*',
      './content/**/*',
      './node_modules/@electric-sql/pglite/dist/**/*',
      './node_modules/@jitl/quickjs-wasmfile-release-sync/dist/**/*',
    ],
  },
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    {
      source: '/api/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
}
