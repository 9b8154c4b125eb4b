import { issueToken } from '../../auth/sign-in.js';
import type { Handlers } from '../../call.js';
import { failure } from '../../errors.js';
import { signedInWith, text, withTfat } from './steps.js';

/** Duo Security as since Magento 2.4.8: one passcode, no signed frames. */
export const duoHandlers: Handlers = {
  'POST /V1/tfa/provider/duo_security/configure': (call) => {
    withTfat(call, 'duo_security');
    const userId = 'DUSANDBOX0000000001';
    return [
      {
        activation_barcode: 'https://api-sandbox.duosecurity.test/frame/qr?value=sandbox',
        activation_code: 'duo://sandbox',
        expiration: Math.floor(call.world.now() / 1000) + 60,
        user_id: userId,
        username: call.world.auth.credentials.admin.username,
      },
    ];
  },
  'POST /V1/tfa/provider/duo_security/activate': (call) => {
    withTfat(call, 'duo_security');
    call.world.auth.twoFactor.active.add('duo_security');
  },
  'POST /V1/tfa/provider/duo_security/authenticate': (call) => {
    const id = signedInWith(call, 'duo_security');
    if (text(call, 'passcode') !== call.world.auth.credentials.twoFactor.duo_security.passcode) {
      throw failure(400, 'Invalid response');
    }
    return issueToken(call.world, id, 2);
  },
};
