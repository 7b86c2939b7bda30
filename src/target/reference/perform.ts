import type { Action } from '../../isolation/action';
import { unreachable } from '../../terms/result';
import type { Lab } from './lab';
import { performDriver } from './perform-driver';
import { performExtension } from './perform-extension';
import { performGuest } from './perform-guest';
import { performPcie } from './perform-pcie';
import { performPolicy } from './perform-policy';
import { performStack } from './perform-stack';
import { performTestbed } from './perform-testbed';
import { performTraffic } from './perform-traffic';
import type { Performance } from './performed';
import { streamAlong } from './while-streaming';

/** One performer a subject; together they carry out every kind of action. */
export function perform(lab: Lab, action: Action): Performance {
  switch (action.kind) {
    case 'install-adapter':
    case 'create-extensible-switch':
    case 'delete-extensible-switch':
    case 'add-station':
    case 'pass-time':
      return performTestbed(lab, action);
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
      return performStack(lab.course, action);
    case 'set-port-policy':
      return performPolicy(lab.course, action);
    case 'request-oid':
    case 'drive-pf':
    case 'bind-driver':
    case 'unbind-driver':
    case 'invalidate-blocks':
    case 'pf-block-call':
    case 'pf-write-block':
    case 'fail-next':
    case 'pf-send':
    case 'hold-indications':
      return performDriver(lab.course, action);
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
      return performPcie(lab.course, action);
    case 'vf-driver':
    case 'stray-dma':
    case 'forge-interrupt':
    case 'guest-mac-address':
      return performGuest(lab.course, action);
    case 'send':
      return performTraffic(lab.course, action);
    case 'while-streaming':
      return streamAlong(lab.course, action.streams, perform(lab, action.action));
    case 'install-extension':
    case 'enable-extension':
    case 'extension-call':
      return performExtension(lab.course, action);
    default:
      return unreachable(action);
  }
}
