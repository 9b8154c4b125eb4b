/** Packages whose code is in dist, by tsup.config.ts: users do not install them, yet have them. */
export const BUNDLED = ['zod', 'd3-dsv', 'leven', '@date-fns/tz'];
