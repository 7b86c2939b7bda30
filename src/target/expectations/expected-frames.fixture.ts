import type { Party } from '../../terms/party';
import type { Frame } from '../../wire/frame';
import type { DropReason, Hop, Trace } from '../../wire/trace';
import { DB, WEB } from '../../path/configuration.fixture';
import { vfFunction, vfId } from '../../terms/function-id';

export const vm = (partition: string, adapter?: string): Party =>
  adapter === undefined ? { kind: 'partition', partition } : { kind: 'partition', partition, adapter };
export const OUT: Party = { kind: 'outside' };

const frame: Frame = { source: WEB, destination: DB, etherType: 0x88b5, payload: new Uint8Array(46) };
const HOPS: readonly Hop[] = [{ kind: 'function', function: vfFunction(vfId(0)) }, { kind: 'nic-switch' }];

export const delivered = (token: string, receiver: Party, hops = HOPS): Trace => ({
  token,
  sender: vm('web'),
  hops,
  end: { kind: 'delivered', receiver, frame, outOfBand: {} },
});

export const dropped = (token: string, reason: DropReason, rule?: string): Trace => ({
  token,
  sender: vm('web'),
  hops: HOPS,
  end: rule === undefined ? { kind: 'dropped', reason } : { kind: 'dropped', reason, rule },
});
