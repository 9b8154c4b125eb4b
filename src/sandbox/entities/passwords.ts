import { failure } from '../errors.js';

/** Throws Magento's complaint about a password that is too short or too plain. */
export function checkPassword(password: string): void {
  if (password.length > 256) {
    throw failure(400, 'Please enter a password with at most 256 characters.');
  }
  if (password.length < 8) {
    throw failure(
      400,
      'The password needs at least %1 characters. Create a new password and try again.',
      ['8'],
    );
  }
  if (password.trim() !== password) {
    throw failure(
      400,
      "The password can't begin or end with a space. Verify the password and try again.",
    );
  }
  const classes = [/[0-9]/, /[A-Z]/, /[a-z]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  if (classes.length < 3) {
    const message =
      'Minimum of different classes of characters in password is %1. Classes of characters: Lower Case, Upper Case, Digits, Special Characters.';
    throw failure(400, message, ['3']);
  }
}
