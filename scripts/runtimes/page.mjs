// The program for a browser, bundled for it.
import { smoke } from './smoke.mjs';

const { credentials } = await (await fetch('/store.json')).json();
await smoke({ baseUrl: location.origin, credentials }, 'chromium', console.log);
