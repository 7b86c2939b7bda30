import { expect } from 'chai';
import type { TestbedEvent } from '../../src/target/testbed-view';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';
import { knownEvent } from './event-names';
import { cell, type Row } from './tables';

/** A request is called by its OID, everything else by its own word. */
const label = (event: TestbedEvent): string => {
  const { oid } = event.details;
  return typeof oid === 'string' ? oid : event.what;
};

const named = (event: TestbedEvent, name: string): boolean => label(event) === name || event.what === name;

export const happened = (log: readonly TestbedEvent[], name: string): readonly TestbedEvent[] =>
  log.filter((event) => named(event, knownEvent(name)));

function matches(event: TestbedEvent, row: Row): boolean {
  const where = cell(row, 'where');
  const detail = cell(row, 'detail');
  return (
    named(event, row['event'] ?? '') &&
    (where === undefined || event.where === where) &&
    (detail === undefined || JSON.stringify(event.details).includes(detail))
  );
}

/** The rows happened one after another; other events may lie between. */
export function eventsInOrder(log: readonly TestbedEvent[], rows: readonly Row[]): void {
  let from = 0;
  for (const row of rows) {
    const at = log.findIndex((event, index) => index >= from && matches(event, row));
    if (at < 0) missing(log, row, from);
    from = at + 1;
  }
}

function missing(log: readonly TestbedEvent[], row: Row, from: number): never {
  const name = row['event'] ?? '';
  const told = log
    .map((event, index) => `    ${index < from ? ' ' : '>'} ${label(event)} at ${event.where}`)
    .join('\n');
  const labels = Array.from(new Set(log.flatMap((event) => [label(event), event.what])));
  const early = log.findIndex((event) => matches(event, row));
  if (early < 0 && !labels.includes(name))
    throw new FeatureMistake(`no event "${name}" happened${nearest(name, labels)}; the log:\n${told}`);
  expect.fail(
    `"${name}" should happen here, but ${early < 0 ? 'did not' : 'happened earlier'}; the log from there on is marked:\n${told}`,
  );
}
