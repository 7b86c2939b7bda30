import type { Action, TrafficAction } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import { performGuest } from './perform-guest';
import { performPcie } from './perform-pcie';
import { performPolicy } from './perform-policy';
import { performStack } from './perform-stack';
import { performTestbed } from './perform-testbed';
import { cannot, type Performance, type Scene } from './performance';

/** Everything but frames: those are `Traffic`'s. */
export type WithoutFrames = Exclude<Action, TrafficAction>;

export async function perform(scene: Scene, action: WithoutFrames): Promise<Performance> {
  switch (action.kind) {
    case 'install-adapter':
    case 'create-extensible-switch':
    case 'delete-extensible-switch':
    case 'add-station':
    case 'pass-time':
      return performTestbed(scene, action);
    case 'start-partition':
    case 'stop-partition':
    case 'save-partition':
    case 'restore-partition':
    case 'suspend-partition':
    case 'resume-partition':
    case 'migrate-partition':
    case 'attach-vf':
    case 'detach-vf':
    case 'expose-vf':
    case 'connect-adapter':
    case 'disconnect-adapter':
    case 'add-adapter':
    case 'reset-vf':
    case 'set-vf-power':
      return performStack(scene, action);
    case 'set-port-policy':
      return performPolicy(scene, action);
    case 'config-read':
    case 'config-write':
    case 'register-read':
    case 'register-write':
    case 'memory-read':
    case 'memory-write':
    case 'function-level-reset':
    case 'hold-completions':
    case 'conventional-reset':
    case 'set-link':
      return performPcie(scene, action);
    case 'vf-driver':
    case 'stray-dma':
    case 'forge-interrupt':
    case 'guest-mac-address':
      return performGuest(scene, action);
    case 'request-oid':
    case 'bind-driver':
    case 'unbind-driver':
    case 'pf-send':
    case 'hold-indications':
    case 'fail-next':
      return cannot('oid-boundary', 'this kernel has no NDIS requests');
    case 'drive-pf':
      return cannot('miniport-boundary', 'the PF driver of this kernel is no NDIS miniport');
    case 'invalidate-blocks':
    case 'pf-write-block':
    case 'pf-block-call':
      return cannot('blocks', 'this driver has a mailbox of its own and no configuration blocks');
    case 'install-extension':
    case 'enable-extension':
    case 'extension-call':
      return cannot('extensions', 'a Linux bridge has no extensions');
    default:
      return unreachable(action);
  }
}
