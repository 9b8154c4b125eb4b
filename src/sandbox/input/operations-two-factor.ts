const login = 'username:string! password:string!';

/** What the routes of two-factor authentication take, in the notation of `operations.ts`. */
export const twoFactorInputs: Readonly<Record<string, string>> = {
  'GET /V1/tfa/default-provider-code/{userId}': '/userId:int',
  'GET /V1/tfa/providers-to-activate/{userId}': '/userId:int',
  'GET /V1/tfa/tfat-providers-to-activate': '?tfaToken:string!',
  'GET /V1/tfa/tfat-user-providers': '?tfaToken:string!',
  'GET /V1/tfa/user-providers/{userId}': '/userId:int',
  'POST /V1/tfa/provider/authy/activate': 'tfaToken:string! otp:string!',
  'POST /V1/tfa/provider/authy/authenticate': `${login} otp:string!`,
  'POST /V1/tfa/provider/authy/authenticate-onetouch': login,
  'POST /V1/tfa/provider/authy/configure': 'tfaToken:string! deviceData:two-factor.authy-device!',
  'POST /V1/tfa/provider/authy/send-token/{via}': login,
  'POST /V1/tfa/provider/duo_security/activate': 'tfaToken:string!',
  'POST /V1/tfa/provider/duo_security/authenticate': `${login} passcode:string!`,
  'POST /V1/tfa/provider/duo_security/configure': 'tfaToken:string!',
  'POST /V1/tfa/provider/google/activate': 'tfaToken:string! otp:string!',
  'POST /V1/tfa/provider/google/authenticate': `${login} otp:string!`,
  'POST /V1/tfa/provider/google/configure': 'tfaToken:string!',
  'POST /V1/tfa/provider/u2fkey/activate': 'tfaToken:string! publicKeyCredentialJson:string!',
  'POST /V1/tfa/provider/u2fkey/authentication-challenge': login,
  'POST /V1/tfa/provider/u2fkey/configure': 'tfaToken:string!',
  'POST /V1/tfa/provider/u2fkey/verify': `${login} publicKeyCredentialJson:string!`,
  'PUT /V1/tfa/default-provider-code/{userId}': '/userId:int providerCode:string!',
  'PUT /V1/tfa/user-providers/{userId}': '/userId:int providersCodes:string!',
};
