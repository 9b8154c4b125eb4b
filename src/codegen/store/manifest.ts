import type { OperationModel } from '../operations.js';
import type { SwaggerDocument } from '../swagger.js';
import { byText } from '../text.js';
import type { StoreAttributes } from './attributes.js';
import { canonicalHash } from './canonical.js';
import type { Differences, MemberName } from './compare.js';
import type { Reference } from './reference.js';
import type { NameOverrides, StoreManifest } from './types.js';

/** Raised whenever the same input gives other files. */
const GENERATOR = 1;

interface ManifestFacts {
  readonly schema: SwaggerDocument;
  readonly attributes: StoreAttributes | undefined;
  readonly names: NameOverrides;
  readonly only: readonly string[] | undefined;
  readonly reference: Reference;
  readonly differences: Differences;
  readonly operations: readonly OperationModel[];
}

/** What was generated from what. */
export async function storeManifest(facts: ManifestFacts): Promise<StoreManifest> {
  const { schema, attributes, names, only, reference, differences, operations } = facts;
  const { paths, definitions } = schema;
  return {
    generatedBy: 'magekit',
    generator: GENERATOR,
    reference: reference.input.schema.info?.version ?? 'unknown',
    sha256: {
      schema: await canonicalHash({ paths, definitions }),
      attributes: attributes === undefined ? null : await canonicalHash(attributes),
      names: Object.keys(names).length === 0 ? null : await canonicalHash(names),
    },
    ...(only === undefined ? {} : { only: [...only].sort(byText) }),
    operations: operations.map(({ resource, name, key }) => ({
      name: `${resource}.${name}`,
      key,
      is: isOf(key, differences),
    })),
    added: differences.added.map(memberName).sort(byText),
    changed: differences.changed.map(memberName).sort(byText),
    absent: differences.absent,
  };
}

function isOf(key: string, { newOperations, changedOperations }: Differences) {
  if (newOperations.has(key)) return 'new';
  return changedOperations.has(key) ? 'changed' : 'renamed';
}

const memberName = ({ definition, member }: MemberName): string =>
  member === '' ? definition : `${definition}.${member}`;
