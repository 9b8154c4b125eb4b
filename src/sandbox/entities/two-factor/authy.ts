import { issueToken } from '../../auth/sign-in.js';
import { type Call, type Handlers, pathText } from '../../call.js';
import { failure, missing } from '../../errors.js';
import { objectAt, textAt } from '../../json.js';
import { signedInWith, text, withTfat } from './steps.js';

/** Authy: a code by message or call, or one touch on the phone. */
export const authyHandlers: Handlers = {
  'POST /V1/tfa/provider/authy/configure': (call) => {
    withTfat(call, 'authy');
    const device = objectAt(call.input, 'deviceData');
    const absent = ['country', 'phone_number', 'method'].filter(
      (member) => (textAt(device, member) ?? '') === '',
    );
    if (absent.length > 0) throw missing(...absent);
    call.world.auth.twoFactor.begun.add('authy phone');
    return { message: 'Text message sent to the phone.', expiration_seconds: '600' };
  },
  'POST /V1/tfa/provider/authy/activate': (call) => {
    withTfat(call, 'authy');
    const { active, begun } = call.world.auth.twoFactor;
    if (!begun.has('authy phone')) throw failure(400, 'Missing verify request information');
    if (text(call, 'otp') !== acceptedCode(call)) {
      throw failure(400, 'Verification code is incorrect');
    }
    begun.delete('authy phone');
    active.add('authy');
  },
  'POST /V1/tfa/provider/authy/send-token/{via}': (call) => {
    signedInWith(call, 'authy');
    const via = pathText(call, 'via');
    if (via === 'onetouch') call.world.auth.twoFactor.begun.add('authy approval');
    else if (via !== 'sms' && via !== 'call') throw failure(400, 'Unsupported via method');
  },
  'POST /V1/tfa/provider/authy/authenticate': (call) => {
    const id = signedInWith(call, 'authy');
    if (!/^\w+$/.test(text(call, 'otp'))) throw failure(400, 'Invalid code format');
    if (text(call, 'otp') !== acceptedCode(call)) throw failure(400, 'Token is invalid');
    return issueToken(call.world, id, 2);
  },
  'POST /V1/tfa/provider/authy/authenticate-onetouch': (call) => {
    const id = signedInWith(call, 'authy');
    if (!call.world.auth.twoFactor.begun.has('authy approval')) {
      throw failure(400, 'No approval requests for this user');
    }
    if (call.world.settings.twoFactor?.oneTouchApproved !== true) {
      throw failure(400, 'Onetouch prompt was denied or timed out.');
    }
    return issueToken(call.world, id, 2);
  },
};

function acceptedCode(call: Call): string {
  return call.world.auth.credentials.twoFactor.authy.otp;
}
