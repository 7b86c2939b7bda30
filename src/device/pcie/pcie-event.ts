import type { FunctionId } from '../../terms/function-id';

/** Device power states that a function's own registers can show. */
export type PowerState = 'D0' | 'D3';

/** What an access did beyond the register's own value; the rest of the adapter reacts to it. */
export type PcieEvent =
  | { readonly kind: 'vfs-enabled'; readonly count: number }
  | { readonly kind: 'vfs-disabled' }
  /** The function's PCI Express state is reset already. */
  | { readonly kind: 'flr'; readonly function: FunctionId }
  | { readonly kind: 'bus-master'; readonly function: FunctionId; readonly enabled: boolean }
  | { readonly kind: 'power'; readonly function: FunctionId; readonly state: PowerState }
  /** A pending interrupt is sent because what held it back has gone. */
  | ({ readonly kind: 'message' } & Message)
  /** Software did what the specification leaves undefined; the model's answer is in the reason. */
  | { readonly kind: 'violation'; readonly rule: string; readonly reason: string };

/** A message-signalled interrupt as a memory write. */
export interface Message {
  readonly function: FunctionId;
  readonly vector: number;
  readonly address: number;
  readonly data: number;
}

/** A request that is not carried out. */
export interface Refusal {
  readonly rule: string;
  readonly reason: string;
}

export const violation = (rule: string, reason: string): PcieEvent => ({ kind: 'violation', rule, reason });
