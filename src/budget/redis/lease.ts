/** The right to a permit, as Redis keeps it. */
export interface Lease {
  readonly id: string;
  readonly cost: number;
  /** What the level control needs to know of the moment of the grant. -1 says nothing to it. */
  readonly epoch: number;
  readonly inFlight: number;
  /** The generation of Redis that granted it; empty for one that was granted without. */
  readonly generation: string;
  readonly level: number;
}
