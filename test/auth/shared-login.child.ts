/** A process of its own: makes calls at once and says how many came back. Arguments: store, redis, lock. */
import { createClient as connectRedis } from 'redis';
import { adminToken, createMagento } from '../../src/index.js';
import { nodeRedisPort, redisTokenStore } from '../../src/tokens/index.js';

const [baseUrl = '', redisUrl = '', lock] = process.argv.slice(2);
const redis = connectRedis({ url: redisUrl });
await redis.connect();
const { lock: takeLock, ...store } = redisTokenStore(nodeRedisPort(redis));
const tokenStore = lock === 'with lock' && takeLock ? { ...store, lock: takeLock } : store;

const magento = createMagento({
  baseUrl,
  auth: adminToken({ username: 'ann', password: 'pa55word', tokenStore }),
  budget: { target: 25 },
});
const skus = Array.from({ length: 25 }, (_, index) => `${process.pid}-${index}`);
const found = await Promise.all(skus.map((sku) => magento.products.get({ sku })));
const right = found.filter(({ sku }, index) => sku === skus[index]).length;
console.log(`${right} of ${skus.length}`);
redis.destroy();
