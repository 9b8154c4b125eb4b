import type { Recording } from './recorded.js';

/** Requests whose bulk was recorded and that were not. */
const lost: Readonly<Record<string, readonly [method: string, path: string, body: unknown]>> = {
  'c9e2ed6a-66c0-4bff-bf72-e0812713a416': [
    'PUT',
    'async/bulk/V1/products/bySku',
    [12, 13].map((n) => ({ sku: `LAB-00${n}`, product: { name: `Bulk renamed ${n}` } })),
  ],
  'f5a12f99-b400-4b35-b5c2-96f44e1c54fa': [
    'PUT',
    'async/bulk/V1/products/bySku',
    [16, 17].map((n) => ({
      sku: `LAB-00${n}`,
      product: { sku: `LAB-00${n}`, name: `Bulk renamed ${n}` },
    })),
  ],
  '153b2f99-8b89-483f-a0ea-b16c6aff49f0': [
    'PUT',
    'async/V1/products/LAB-0010',
    { product: { name: 'Async renamed' } },
  ],
  '61ef2080-891d-4b3c-ada5-27e29ea5d933': [
    'POST',
    'async/V1/products',
    {
      product: {
        sku: 'OAB-1',
        name: 'P OAB-1',
        price: 3.5,
        attribute_set_id: 4,
        type_id: 'simple',
        status: 1,
        visibility: 4,
      },
    },
  ],
};

/** Recordings of what bulks have changed, and the bulks. */
const changedBy: Readonly<Record<string, string>> = {
  'bulk-get-deleted': 'c1e6cac7-dd93-4807-91a6-27014d65dd2d',
  'bulk-get-put-result': '153b2f99-8b89-483f-a0ea-b16c6aff49f0',
};

/** The request a recording needs to have come before: the one its bulk was made by. */
export function bulkBefore(recording: Recording, all: Iterable<Recording>): Recording | undefined {
  const inUrl = /\/V1\/bulk\/([\da-f]{8}-[\da-f-]{27})\//.exec(recording.request.url)?.[1];
  const uuid = changedBy[recording.name] ?? inUrl;
  if (uuid === undefined) return undefined;
  const made = [...all].find((one) => bulkUuid(one.response.body) === uuid);
  return made ?? lostRequest(recording, uuid);
}

function lostRequest(recording: Recording, uuid: string): Recording | undefined {
  const [method, path, body] = lost[uuid] ?? [];
  if (method === undefined) return undefined;
  return {
    name: `${uuid} (made up)`,
    file: recording.file,
    request: {
      method,
      url: `http://127.0.0.1:8088/rest/${path}`,
      headers: {
        authorization: 'Bearer ey93l6losro5r7tteb57p0ndr6la71up',
        'content-type': 'application/json',
      },
      body,
    },
    response: { status: 202, body: { bulk_uuid: uuid } },
  };
}

/** The UUID an answer gives its bulk. */
export function bulkUuid(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('bulk_uuid' in body)) return undefined;
  return String(body.bulk_uuid);
}

/** A recording that asks for the sandbox's own bulk instead of the recorded one. */
export function askingFor(recording: Recording, recorded: string, own: string): Recording {
  const { request } = recording;
  return { ...recording, request: { ...request, url: request.url.replace(recorded, own) } };
}

/** Ids, hashes, times and numbers of rows are each store's own. */
export function withoutOwnValues(text: string): string {
  return text
    .replace(/[\da-f]{8}-[\da-f]{4}-4[\da-f-]{21}/g, 'uuid')
    .replace(/"[\da-f]{64}"/g, '"hash"')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'time')
    .replace(/\\"(id|item_id|product_id)\\":\d+/g, '\\"$1\\":0');
}
