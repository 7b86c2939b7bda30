import { expect } from 'chai';
import type { TestbedEvent } from '../../src/target/testbed-view';
import { knownEvent } from './event-names';
import { cell, type SentenceTable } from './tables';

/** A request is called by its OID, everything else by its own word. */
const label = (event: TestbedEvent): string => {
  const { oid } = event.details;
  return typeof oid === 'string' ? oid : event.what;
};

const named = (event: TestbedEvent, name: string): boolean => label(event) === name || event.what === name;

export const happened = (log: readonly TestbedEvent[], name: string): readonly TestbedEvent[] =>
  log.filter((event) => named(event, knownEvent(name)));

/** A line of the log that a scenario waits for. */
interface Wanted {
  readonly event: string;
  readonly where: string | undefined;
  /** Words of its details, as JSON. */
  readonly detail: string | undefined;
}

export const EVENTS: SentenceTable<Wanted> = {
  columns: ['event*', 'where', 'detail'],
  row: (row) => ({
    event: knownEvent(row['event'] ?? ''),
    where: cell(row, 'where'),
    detail: cell(row, 'detail'),
  }),
};

function matches(event: TestbedEvent, { event: name, where, detail }: Wanted): boolean {
  return (
    named(event, name) &&
    (where === undefined || event.where === where) &&
    (detail === undefined || JSON.stringify(event.details).includes(detail))
  );
}

/** The rows happened one after another; other events may lie between. */
export function eventsInOrder(log: readonly TestbedEvent[], rows: readonly Wanted[]): void {
  let from = 0;
  for (const row of rows) {
    const at = log.findIndex((event, index) => index >= from && matches(event, row));
    if (at < 0) missing(log, row, from);
    from = at + 1;
  }
}

function missing(log: readonly TestbedEvent[], row: Wanted, from: number): never {
  const told = log
    .map((event, index) => `    ${index < from ? ' ' : '>'} ${label(event)} at ${event.where}`)
    .join('\n');
  const early = log.findIndex((event) => matches(event, row));
  expect.fail(
    `"${row.event}" should happen here, but ${early < 0 ? 'did not' : 'happened earlier'}; the log from there on is marked:\n${told}`,
  );
}
