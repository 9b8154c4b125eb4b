import { htmlAnswer } from '../answer.js';
import { answerIms, imsPath } from '../auth/ims.js';
import { answerTokenExchange } from '../auth/token-exchange.js';
import { type SandboxRequest, type SandboxResponse, splitTarget } from '../request.js';
import type { World } from '../store/world.js';

const versionPath = /^(?:\/index\.php)?\/magento_version\/?$/;

/**
 * Answers what is not of the web API: the version page, the tokens of the handshake and the identity
 * service; undefined for the rest.
 */
export function answerOutsideRest(
  request: SandboxRequest,
  world: World,
): SandboxResponse | undefined {
  const { path } = splitTarget(request.target);
  const { flavour, versionPage } = world.settings;
  if (flavour === 'saas') return path === imsPath ? answerIms(request, world) : undefined;
  const tokens = answerTokenExchange(request, world);
  if (tokens !== undefined) return tokens;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!versionPage || !reads || !versionPath.test(path)) return undefined;
  return { ...htmlAnswer(200, ''), body: 'Magento/2.4 (Community)' };
}
