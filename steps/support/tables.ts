import type { DataTable } from '@cucumber/cucumber';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';

export type Row = Readonly<Record<string, string>>;

/** Rows by column name, at least one: an expectation without rows would always be true. */
export function rowsOf(table: DataTable, columns: readonly string[]): readonly Row[] {
  const rows = rowsOrNone(table, columns);
  if (rows.length > 0) return rows;
  throw new FeatureMistake('the table has no row below its heading, so it says nothing');
}

/** Rows by column name. An unknown column is an error that names the allowed ones; `*` marks a required one. */
export function rowsOrNone(table: DataTable, columns: readonly string[]): readonly Row[] {
  const allowed = columns.map((column) => column.replace('*', ''));
  const present = table.raw()[0] ?? [];
  for (const column of present) {
    if (allowed.includes(column)) continue;
    throw new FeatureMistake(
      `the table has a column "${column}"${nearest(column, allowed)}; allowed are ${allowed.join(', ')}`,
    );
  }
  for (const column of columns.filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1))) {
    if (!present.includes(column)) throw new FeatureMistake(`the table lacks the column "${column}"`);
  }
  return table.hashes();
}

/** A cell that may be missing or empty. */
export const cell = (row: Row, column: string): string | undefined =>
  row[column] === '' ? undefined : row[column];

/** Every frame is followed by itself; beyond this a scenario would take hours, or all memory. */
const MOST = 100_000;

/** Of things that a sentence sends or counts: with none of them every claim would be true. */
export function atLeastOne(count: number, what: string): number {
  if (count >= 1 && count <= MOST) return count;
  throw new FeatureMistake(
    count >= 1
      ? `${count} is too large a number of ${what}; expected 1 to ${MOST}`
      : `${count} is not a number of ${what}; expected 1 or more`,
  );
}

export function wholeNumber(text: string, what: string): number {
  const value = /^0x[0-9A-Fa-f]+$/.test(text) ? parseInt(text, 16) : Number(text);
  if (Number.isInteger(value)) return value;
  throw new FeatureMistake(`"${text}" is not ${what}; expected a whole number such as 8 or 0x8`);
}
