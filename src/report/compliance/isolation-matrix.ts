import type { FindingEvidence, IsolationMatrix, ScenarioResult } from '../compliance';
import { text } from './finding-groups';

const ACTORS = [
  'VF',
  'partition',
  'PF for one VF',
  'PF for one partition',
  'PF',
  'PF for all',
  'wire',
  'device',
];
const VICTIMS = ['the actor itself', 'another VF', 'another partition', 'PF', 'wire', 'device'];

/** @param watched counts of each watch, as "actor class > victim class". */
export function isolationMatrix(
  watched: readonly Readonly<Record<string, number>>[],
  scenarios: readonly ScenarioResult[],
): IsolationMatrix {
  const cells = new Map<string, { actions: number; findings: number }>();
  const cell = (key: string): { actions: number; findings: number } => {
    const known = cells.get(key) ?? { actions: 0, findings: 0 };
    cells.set(key, known);
    return known;
  };
  for (const matrix of watched) for (const [key, count] of Object.entries(matrix)) cell(key).actions += count;
  for (const { findings } of scenarios) for (const finding of findings) cell(cellOf(finding)).findings += 1;
  const keys = Array.from(cells.keys(), (key) => key.split(' > '));
  const actors = ordered(
    ACTORS,
    keys.map(([actor = '']) => actor),
  );
  const victims = ordered(
    VICTIMS,
    keys.map(([, victim = '']) => victim),
  );
  return {
    actors,
    victims,
    cells: actors.flatMap((actor) =>
      victims.flatMap((victim) => {
        const found = cells.get(`${actor} > ${victim}`);
        return found === undefined ? [] : [{ actor, victim, ...found }];
      }),
    ),
  };
}

/** Known names in their order, then others; only those present. */
function ordered(known: readonly string[], present: readonly string[]): readonly string[] {
  const names = new Set(present);
  const others = Array.from(names).filter((name) => !known.includes(name));
  return [...known.filter((name) => names.has(name)), ...others.sort()];
}

/** A finding names keys (`pf↓vf:3`, `NIC2/vf:1`); the matrix counts classes. */
function cellOf(finding: FindingEvidence): string {
  const actor = text(finding['actor']) ?? '';
  const victim = text(finding['victim']) ?? '';
  const acting = actor.replace(/^.*↓/, '');
  return `${actorClass(actor, acting)} > ${victim === acting ? 'the actor itself' : victimClass(victim)}`;
}

const bare = (key: string): string => key.replace(/^[^:]*\//, '').replace(/:.*$/, '');

function actorClass(actor: string, acting: string): string {
  if (!actor.includes('↓')) return NAMES[bare(actor)] ?? actor;
  return bare(acting) === 'switch' ? 'PF for all' : `PF for one ${NAMES[bare(acting)] ?? acting}`;
}

const NAMES: Readonly<Record<string, string>> = {
  pf: 'PF',
  vf: 'VF',
  partition: 'partition',
  wire: 'wire',
  device: 'device',
};

const victimClass = (victim: string): string =>
  ({ vf: 'another VF', partition: 'another partition' })[bare(victim)] ?? NAMES[bare(victim)] ?? victim;
