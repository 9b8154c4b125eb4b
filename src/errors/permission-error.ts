import { HttpError } from './http-error.js';

/** 401 or 403: the store knows the caller, who may not do this. Magento answers 401 here as well. */
export class PermissionError extends HttpError {
  override readonly name = 'PermissionError';
  override readonly code = 'PERMISSION';
}
