// The program for workerd, bundled for it; `workerd test` calls the handler.
import { smoke } from './smoke.mjs';

// biome-ignore lint/style/noDefaultExport: a worker is one
export default {
  async test(_controller, { STORE }) {
    console.log(`agent ${navigator.userAgent}`);
    await smoke(JSON.parse(STORE), 'workerd', console.log);
  },
};
