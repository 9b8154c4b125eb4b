import type { Handlers } from '../../call.js';
import { authyHandlers } from './authy.js';
import { duoHandlers } from './duo.js';
import { googleHandlers } from './google.js';
import { manageHandlers } from './manage.js';
import { u2fHandlers } from './u2f.js';

/** Every route of the module Magento_TwoFactorAuth but the token route it guards. */
export const twoFactorHandlers: Handlers = {
  ...googleHandlers,
  ...duoHandlers,
  ...authyHandlers,
  ...u2fHandlers,
  ...manageHandlers,
};
