import type { Facet } from '../terms/domain';
import type { ActionKind } from './action';
import {
  DELIVERY,
  EGRESS,
  LACK_OF_RESOURCES,
  LINK_STATE,
  NOTICE_TO_VF,
  OWN_CONGESTION,
  OWN_DMA_FAULT,
  PORT_TOTALS,
  REQUEST_TO_PF,
  type Channel,
} from './channels';

export type Facets = readonly Facet[] | 'all';

/** Who acts, as the isolation matrix names it. */
export type ActorClass =
  'VF' | 'PF for one VF' | 'PF for one partition' | 'PF' | 'PF for all' | 'wire' | 'device' | 'sender';

/**
 * One row of the policy: which facets an action may change, by the role of the one who is affected. The footprint
 * resolves the roles to domains. `subject`: the actor itself, or the one that a PF operation names; a guest and the VF it
 * holds are one. `due`: those on the way of a due frame. `others`: every other VF and partition of the adapter.
 */
export interface PolicyRow {
  readonly actor: ActorClass;
  readonly subject: Facets;
  readonly due: Facets;
  readonly others: Facets;
  readonly pf: Facets;
  readonly wire: Facets;
  readonly channels: readonly Channel[];
}

const NONE: readonly Facet[] = [];

/** What a function driver may do to its own function; `port` is the guest’s own port, which follows its data path. */
export const OWN_FUNCTION: readonly Facet[] = [
  'config',
  'registers',
  'rings',
  'interrupts',
  'statistics',
  'blocks',
  'power',
  'memory',
  'lifecycle',
  'link',
  'port',
];
const SENDER: readonly Facet[] = ['rings', 'statistics', 'memory', 'interrupts', 'config'];
/** What the virtualization stack changes on its own side while it serves one partition. */
const STACK: readonly Facet[] = [
  'pool',
  'switch',
  'filters',
  'vport',
  'lifecycle',
  'statistics',
  'blocks',
  'memory',
  'config',
  'port',
];

const row = (actor: ActorClass, subject: Facets, more: Partial<PolicyRow> = {}): PolicyRow => ({
  actor,
  subject,
  due: NONE,
  others: NONE,
  pf: NONE,
  wire: NONE,
  channels: [],
  ...more,
});

const frames: Partial<PolicyRow> = {
  due: DELIVERY.facets,
  pf: PORT_TOTALS.facets,
  wire: EGRESS.facets,
  channels: [DELIVERY, EGRESS, PORT_TOTALS, OWN_CONGESTION, OWN_DMA_FAULT],
};
const byStack = row('PF for one partition', 'all', { pf: STACK, channels: [LACK_OF_RESOURCES] });
const forAll = row('PF for all', 'all', { others: 'all', pf: 'all' });
const byVf = row('VF', OWN_FUNCTION, { pf: REQUEST_TO_PF.facets, channels: [REQUEST_TO_PF] });
const byPf = row('PF', 'all', { pf: 'all' });
const reset = row('PF for one VF', OWN_FUNCTION);
const read = row('VF', NONE);

/** The whole policy, printable. `request-oid` is refined by `OID_POLICY`, accesses to the PF’s own space by the footprint. */
export const POLICY: Readonly<Record<ActionKind, PolicyRow>> = {
  'install-adapter': row('PF for all', 'all'),
  'create-extensible-switch': forAll,
  'delete-extensible-switch': forAll,
  'add-station': row('wire', 'all', { wire: 'all' }),
  'pass-time': row('wire', NONE),
  'start-partition': byStack,
  'stop-partition': byStack,
  'save-partition': byStack,
  'restore-partition': byStack,
  'suspend-partition': byStack,
  'resume-partition': byStack,
  'migrate-partition': byStack,
  'attach-vf': byStack,
  'detach-vf': byStack,
  'expose-vf': byStack,
  'connect-adapter': byStack,
  'disconnect-adapter': byStack,
  'add-adapter': byStack,
  'set-port-policy': byStack,
  'reset-vf': reset,
  'set-vf-power': reset,
  'request-oid': row('PF', NONE),
  'drive-pf': forAll,
  'bind-driver': byPf,
  'unbind-driver': byPf,
  'invalidate-blocks': row('PF for one VF', NOTICE_TO_VF.facets, { channels: [NOTICE_TO_VF] }),
  'pf-block-call': row('PF', NONE),
  'pf-write-block': row('PF for one VF', NOTICE_TO_VF.facets, { channels: [NOTICE_TO_VF] }),
  'fail-next': row('device', 'all', { pf: ['lifecycle', 'pool'] }),
  'pf-send': row('PF', SENDER, frames),
  'hold-indications': row('PF', ['rings', 'memory', 'lifecycle', 'statistics'], frames),
  'config-read': read,
  'config-write': byVf,
  'register-read': row('VF', ['interrupts', 'statistics', 'blocks'], {
    pf: REQUEST_TO_PF.facets,
    channels: [REQUEST_TO_PF],
  }),
  'register-write': byVf,
  'memory-read': read,
  'memory-write': row('PF', OWN_FUNCTION),
  'function-level-reset': reset,
  'hold-completions': row('VF', OWN_FUNCTION),
  'conventional-reset': forAll,
  'set-link': row('device', 'all', {
    others: LINK_STATE.facets,
    pf: [...LINK_STATE.facets, 'port'],
    wire: LINK_STATE.facets,
    channels: [LINK_STATE],
  }),
  'vf-driver': byVf,
  'stray-dma': row('VF', OWN_FUNCTION, {
    pf: PORT_TOTALS.facets,
    wire: EGRESS.facets,
    channels: [PORT_TOTALS],
  }),
  'forge-interrupt': row('VF', OWN_FUNCTION),
  'guest-mac-address': row('VF', [...OWN_FUNCTION, 'filters', 'vport'], {
    pf: ['switch', 'filters', 'pool'],
    channels: [REQUEST_TO_PF],
  }),
  send: row('sender', SENDER, frames),
  'while-streaming': row('sender', SENDER, frames),
  'install-extension': byPf,
  'enable-extension': forAll,
  'extension-call': byStack,
};
