import type { Action } from '../../isolation/action';
import { functionRefOf, partitionOf } from '../../isolation/actor-of';
import type { Party } from '../../terms/party';
import type { LinuxTestbed } from './testbed';

/** VFs, from 0, that an action names or whose holders it names, before or after: those that are always swept. */
export function concernedVfs(action: Action, ...testbeds: readonly LinuxTestbed[]): readonly number[] {
  if (action.kind === 'while-streaming') {
    const parties = action.streams.flatMap(({ sender, receiver }) => [sender, receiver]);
    return unique([...concernedVfs(action.action, ...testbeds), ...held(parties.map(nameOf), testbeds)]);
  }
  const names = action.kind === 'send' ? [nameOf(action.sender)] : [partitionNamed(action)];
  const ref = functionRefOf(action);
  const numbered = ref?.kind === 'vf' && ref.vf.kind === 'number' ? [ref.vf.vf] : [];
  return unique([...numbered, ...held(names, testbeds)]);
}

const partitionNamed = (action: Action): string | undefined =>
  action.kind === 'start-partition' ? action.spec.partition : partitionOf(action);

const nameOf = (party: Party): string | undefined =>
  party.kind === 'partition' ? party.partition : undefined;

const held = (names: readonly (string | undefined)[], testbeds: readonly LinuxTestbed[]): readonly number[] =>
  testbeds.flatMap(({ partitions }) =>
    partitions.flatMap(({ partition, vf }) => (vf !== undefined && names.includes(partition) ? [vf.vf] : [])),
  );

const unique = (numbers: readonly number[]): readonly number[] => [...new Set(numbers)];
