import { macAddress } from '../terms/mac-address';
import type { OidName, OidMembers } from '../terms/oid';
import type { Action, ActionKind } from './action';

const MAC = macAddress('00-15-5D-00-00-01');
const VF = { kind: 'number', vf: 0 } as const;
const AT_VF = { kind: 'vf', vf: VF } as const;
export const FRAME = {
  source: MAC,
  destination: macAddress('00-15-5D-00-00-02'),
  etherType: 0x88b5,
  payload: new Uint8Array(46),
};
const partition = 'web';

/** One action of every kind, by or for VF 0 and its guest "web" where the kind has such a subject. */
export const EVERY_ACTION: { readonly [K in ActionKind]: Extract<Action, { kind: K }> } = {
  'install-adapter': { kind: 'install-adapter', adapter: 'NIC1', profile: { kind: 'reference' } },
  'create-extensible-switch': { kind: 'create-extensible-switch', switch: 'External', type: 'external' },
  'delete-extensible-switch': { kind: 'delete-extensible-switch', switch: 'External' },
  'add-station': { kind: 'add-station', station: 'client', mac: MAC },
  'pass-time': { kind: 'pass-time', seconds: 1 },
  'start-partition': { kind: 'start-partition', spec: { partition, mac: MAC, iovWeight: 100 } },
  'stop-partition': { kind: 'stop-partition', partition },
  'save-partition': { kind: 'save-partition', partition },
  'restore-partition': { kind: 'restore-partition', partition },
  'suspend-partition': { kind: 'suspend-partition', partition },
  'resume-partition': { kind: 'resume-partition', partition },
  'migrate-partition': { kind: 'migrate-partition', partition, host: 'Host 2' },
  'attach-vf': { kind: 'attach-vf', partition },
  'detach-vf': { kind: 'detach-vf', partition },
  'expose-vf': { kind: 'expose-vf', partition },
  'connect-adapter': { kind: 'connect-adapter', partition, switch: 'External' },
  'disconnect-adapter': { kind: 'disconnect-adapter', partition },
  'add-adapter': { kind: 'add-adapter', partition, adapter: 'second', mac: MAC },
  'set-port-policy': { kind: 'set-port-policy', partition, policy: { kind: 'mac-spoofing', allowed: true } },
  'reset-vf': { kind: 'reset-vf', vf: VF },
  'set-vf-power': { kind: 'set-vf-power', vf: VF, state: 'D3' },
  'request-oid': {
    kind: 'request-oid',
    issuer: { kind: 'virtualization-stack' },
    boundary: 'ndis',
    request: { oid: 'OID_SRIOV_RESET_VF', members: { VFId: 0 } },
    to: { kind: 'pf-miniport' },
  },
  'drive-pf': { kind: 'drive-pf', operation: 'pause' },
  'bind-driver': { kind: 'bind-driver', driver: 'other' },
  'unbind-driver': { kind: 'unbind-driver', driver: 'other' },
  'invalidate-blocks': { kind: 'invalidate-blocks', vf: VF, mask: 1n },
  'pf-block-call': { kind: 'pf-block-call', call: 'NdisMReadConfigBlock', block: 0 },
  'pf-write-block': { kind: 'pf-write-block', vf: VF, block: 0, bytes: new Uint8Array(4) },
  'fail-next': { kind: 'fail-next', what: 'vport-resources' },
  'pf-send': { kind: 'pf-send', vport: 0, token: 't', frame: FRAME },
  'hold-indications': { kind: 'hold-indications', hold: true },
  'config-read': { kind: 'config-read', function: AT_VF, by: 'guest', offset: 4, width: 2 },
  'config-write': { kind: 'config-write', function: AT_VF, by: 'guest', offset: 4, width: 2, value: 4 },
  'register-read': { kind: 'register-read', function: AT_VF, bar: 0, offset: 0 },
  'register-write': { kind: 'register-write', function: AT_VF, bar: 0, offset: 0, value: 1 },
  'memory-read': { kind: 'memory-read', address: 0x1000 },
  'memory-write': { kind: 'memory-write', address: 0x1000, value: 1 },
  'function-level-reset': { kind: 'function-level-reset', function: AT_VF },
  'hold-completions': { kind: 'hold-completions', function: AT_VF, hold: true },
  'conventional-reset': { kind: 'conventional-reset' },
  'set-link': { kind: 'set-link', up: false },
  'vf-driver': { kind: 'vf-driver', partition, call: { kind: 'halt' } },
  'stray-dma': {
    kind: 'stray-dma',
    partition,
    direction: 'to-memory',
    target: { kind: 'partition', partition: 'db' },
  },
  'forge-interrupt': { kind: 'forge-interrupt', partition, target: 'db' },
  'guest-mac-address': { kind: 'guest-mac-address', partition, mac: MAC },
  send: { kind: 'send', sender: { kind: 'partition', partition }, frames: [{ token: 't', frame: FRAME }] },
  'while-streaming': { kind: 'while-streaming', streams: [], action: { kind: 'reset-vf', vf: VF } },
  'install-extension': { kind: 'install-extension', extension: 'filter', type: 'filtering' },
  'enable-extension': { kind: 'enable-extension', extension: 'filter', enabled: true },
  'extension-call': {
    kind: 'extension-call',
    extension: 'filter',
    call: { kind: 'reference-nic', partition },
  },
};

export const request = (oid: OidName, members: OidMembers = {}): Action => ({
  kind: 'request-oid',
  issuer: { kind: 'virtualization-stack' },
  boundary: 'miniport',
  request: { oid, members },
  to: { kind: 'pf-miniport' },
});
