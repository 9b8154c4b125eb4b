/**
 * An AWS Lambda function behind API Gateway (HTTP API, payload 2.0): `GET /products/{sku}`.
 *
 * The module that Lambda is given has one line more: `export const handler = createHandler(process.env)`.
 */
import { productAnswer } from './product-answer.js';
import { connectTo, type StoreEnv } from './store.js';

/** The parts of API Gateway's event that are used. */
export interface GatewayEvent {
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
}

/** The part of the context that is used. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** The answer, as API Gateway takes it. */
export interface GatewayResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Time to answer in, after the call has been given up. */
const SPARE_MS = 500;

/** The client lives as long as the instance, so that logins and what the budget has learnt are kept. */
export function createHandler(
  env: StoreEnv,
): (event: GatewayEvent, context: LambdaContext) => Promise<GatewayResult> {
  const client = connectTo(env);
  return async ({ pathParameters }, context) => {
    const deadlineMs = Math.max(1, context.getRemainingTimeInMillis() - SPARE_MS);
    const { status, headers, body } = await productAnswer(client, pathParameters?.sku ?? '', {
      deadlineMs,
    });
    return { statusCode: status, headers, body };
  };
}
