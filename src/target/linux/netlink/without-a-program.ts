import type { NamespaceRequest, Step } from '../machine';
import { bridgeEntry, bridgeLink, bridgeVlan } from './bridge-port';
import { ipLink } from './ip-link';
import type { NetlinkRequest } from './request';

type Request = NetlinkRequest | NamespaceRequest;

/**
 * What the kit says to `ip` and `bridge`, as requests of the kernel itself: to start a program costs thirty times as much
 * on a machine that is emulated instruction by instruction. What is refused is told in the words that one would type.
 * @returns the step itself where it is for another program, or says what is not known here: then the program says it.
 */
export function withoutAProgram(step: Step): Step {
  if (step.kind !== 'exec') return step;
  const { input, mayFail } = step;
  const [program = '', ...options] = step.argv;
  const batch = input === undefined ? {} : BATCHES.get(options.join(' '));
  if (batch === undefined) return step;
  const commands = input === undefined ? [options] : linesIn(input);
  const [where, namespace] = input === undefined && options[0] === '-n' ? options : [];
  const requests = commands.map((each) =>
    requestFor([program, ...each].join(' '), program, where === undefined ? each : each.slice(2)),
  );
  if (!requests.every((each) => each !== undefined)) return step;
  return {
    ...{ ...batch, kind: 'network', requests },
    ...(namespace !== undefined && { namespace }),
    ...(mayFail !== undefined && { mayFail }),
  };
}

/** Options of a batch, which ends at the first command that fails or goes on. */
const BATCHES: ReadonlyMap<string, { readonly each?: true }> = new Map([
  ['-batch -', {}],
  ['-force -batch -', { each: true }],
]);

const linesIn = (input: string): readonly (readonly string[])[] =>
  input
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '));

function requestFor(
  words: string,
  program: string,
  [object, ...rest]: readonly string[],
): Request | undefined {
  switch (`${program} ${object}`) {
    case 'ip link':
      return ipLink(words, rest);
    case 'ip netns':
      return ipNamespace(words, rest);
    case 'bridge link':
      return bridgeLink(words, rest);
    case 'bridge vlan':
      return bridgeVlan(words, rest);
    case 'bridge fdb':
      return bridgeEntry(words, rest);
    default:
      return undefined;
  }
}

const ipNamespace = (words: string, [verb, name]: readonly string[]): NamespaceRequest | undefined =>
  (verb === 'add' || verb === 'del') && name !== undefined ? { words, verb, name } : undefined;
