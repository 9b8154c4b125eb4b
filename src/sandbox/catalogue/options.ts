/** Products that are made when somebody looks at them; see {@link SandboxOptions.generatedProducts}. */
export interface GeneratedProducts {
  /** How many, up to 50 million. */
  readonly count: number;
  /** The smallest id. Default the one after the profile's own products; a larger one leaves a hole. */
  readonly firstId?: number;
  /** The share of ids that are missing, spread by chance, in steps of a hundredth below 1. Default 0. */
  readonly gaps?: number;
  /** How many products share each second of `updated_at` (and of `created_at`). Default 4. */
  readonly perSecond?: number;
}

/** The options with their defaults filled in. */
export type CatalogueSettings = Required<GeneratedProducts> & { readonly seed: number };

const most = 50_000_000;

/** Fills in the defaults. @throws RangeError for numbers no catalogue can have. */
export function catalogueSettings(
  option: number | GeneratedProducts,
  { seed, nextId }: { readonly seed: number; readonly nextId: number },
): CatalogueSettings {
  const given = typeof option === 'number' ? { count: option } : option;
  const settings = { firstId: nextId, gaps: 0, perSecond: 4, ...given, seed };
  check('count', settings.count, 1, most);
  check('firstId', settings.firstId, nextId, Number.MAX_SAFE_INTEGER / 1000);
  check('perSecond', settings.perSecond, 1, most);
  if (!(settings.gaps >= 0 && settings.gaps <= 0.99)) {
    throw new RangeError('generatedProducts.gaps has to be from 0 to 0.99');
  }
  return settings;
}

function check(name: string, value: number, least: number, greatest: number): void {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw new RangeError(
    `generatedProducts.${name} has to be a whole number from ${least} to ${greatest}`,
  );
}
