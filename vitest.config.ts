import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    unstubGlobals: true,
    // Many tests wait for processes, browsers and Redis, so even two processors do two files at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});

export default config;
