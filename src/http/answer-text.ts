/** As much of an answer as is looked at. */
const START = 10_000;

/**
 * Two transactions stood in each other's way, or the database was out of reach for a moment; nothing was
 * written. Stores answer 400, wrapped ones 500.
 */
const TRANSIENT =
  /deadlock found when trying to get lock|lock wait timeout exceeded|SQLSTATE\[40001\]|\b1213 Deadlock|\b1205 Lock wait|Database connection error|Could not save Source Item Configuration/i;

/** Magento's maintenance page, of which an error keeps the title, and those of limiters before it. */
const REFUSAL =
  /maintenance|error 503: service unavailable|rate.?limit|too many requests|request limit exceeded|temporarily unavailable/i;

/** Whether a fault passes by itself, so that the same request may work at the next attempt. */
export const isTransientFault = (text: string): boolean => TRANSIENT.test(text.slice(0, START));

/** Whether a 503 is of one who refused the request, and did not start it. */
export const isRefusalPage = (text: string): boolean => REFUSAL.test(text.slice(0, START));

/** Whether an answer is a web page, as of a firewall or a login; Magento's answers are JSON. */
export const isPage = (text: string): boolean => /^\s*</.test(text);
