import type { DataTable } from '@cucumber/cucumber';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';

export type Row = Readonly<Record<string, string>>;

/**
 * The table of a sentence, and what its cells mean. The sentence reads it, and `bulkhead check` reads it in the same way
 * without running anything; so what needs the testbed is left to the sentence, and all else is read here.
 */
export interface SentenceTable<T> {
  /** The required ones are marked with `*`. */
  readonly columns: readonly string[];
  /** @throws FeatureMistake of the cells of one row. */
  readonly row: (row: Row) => T;
  /** @throws FeatureMistake of the rows as a whole. */
  readonly whole?: (rows: readonly T[]) => void;
  /** A table without rows says something too. */
  readonly mayBeEmpty?: true;
}

const NO_ROW = 'the table has no row below its heading, so it says nothing';

/** What the rows mean, at least one of them: an expectation without rows would always be true. */
export function read<T>(table: DataTable, as: SentenceTable<T>): readonly T[] {
  const rows = checkedRows(table, as.columns).map(as.row);
  if (rows.length === 0 && as.mayBeEmpty !== true) throw new FeatureMistake(NO_ROW);
  as.whole?.(rows);
  return rows;
}

/** Everything that `read` would object to but for the columns, a sentence each. @param table the heading first. */
export function mistakesIn<T>(
  as: SentenceTable<T>,
  [heading = [], ...cells]: readonly (readonly string[])[],
): readonly string[] {
  if (cells.length === 0) return as.mayBeEmpty === true ? [] : [NO_ROW];
  const rows = cells.map((row) => Object.fromEntries(heading.map((column, at) => [column, row[at] ?? ''])));
  const meant: T[] = [];
  const mistakes = rows.flatMap((row, index) =>
    mistakeOf(() => meant.push(as.row(row))).map((mistake) => `row ${index + 1} of the table: ${mistake}`),
  );
  return mistakes.length > 0 ? mistakes : mistakeOf(() => as.whole?.(meant));
}

function mistakeOf(reading: () => unknown): readonly string[] {
  try {
    reading();
    return [];
  } catch (error) {
    if (error instanceof FeatureMistake) return [error.message];
    throw error;
  }
}

/** Rows by column name. An unknown column is an error that names the allowed ones. */
function checkedRows(table: DataTable, columns: readonly string[]): readonly Row[] {
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
