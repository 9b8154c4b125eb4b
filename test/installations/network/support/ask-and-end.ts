// Asks for a URL, says what came, and does nothing to end: the process must end by itself.
import { createStoreNetwork } from '../../../../src/installations/network/store-network.js';

const [url = ''] = process.argv.slice(2);
const network = createStoreNetwork({
  trusted: (origin) => origin === new URL(url).origin,
  resolve: async () => ['127.0.0.1'],
});
try {
  const response = await network.fetch(url);
  console.log(await response.text());
} catch (error) {
  console.log(((error as Error).cause as { code?: string }).code);
}
