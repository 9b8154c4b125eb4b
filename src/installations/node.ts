export {
  type FastifyLike,
  type FastifyReplyLike,
  type FastifyRequestLike,
  type FastifyRoute,
  type FastifyRouteOptions,
  fastifyRoute,
} from './node/fastify-route.js';
export { type NodeHandler, nodeHandler } from './node/node-handler.js';
export type { AdapterOptions, WebHandler } from './node/web-handler.js';
