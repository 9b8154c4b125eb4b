interface EventsModule {
  setMaxListeners(limit: number, target: AbortSignal): void;
}
interface NodeProcess {
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(name: 'events'): EventsModule;
}

/** Any number of calls may share one signal. Node 20 takes the eleventh for a leak and warns on the console. */
export function allowManyListeners(signal: AbortSignal | undefined): void {
  const { process } = globalThis as { readonly process?: NodeProcess };
  if (!signal || !process?.versions?.node?.startsWith('20.')) return;
  process.getBuiltinModule?.('events').setMaxListeners(0, signal);
}
