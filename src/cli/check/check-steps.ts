import type { Pickle, PickleStep } from '@cucumber/messages';
import { nearest } from '../../terms/nearest';
import { closestSentence } from './closest-sentence';
import type { Mistake } from './mistake';
import type { Sentence } from '../vocabulary/sentence';

type At = (ids: readonly string[]) => { readonly file: string; readonly line: number };

/** Every step is exactly one sentence, its values parse, its table has the columns that it may have and cells that parse. */
export function checkSteps(pickle: Pickle, sentences: readonly Sentence[], at: At): readonly Mistake[] {
  if (pickle.steps.length === 0) return [{ ...at(pickle.astNodeIds), sentence: NO_STEPS }];
  return pickle.steps.flatMap((step) => {
    const place = at(step.astNodeIds);
    return checkStep(step, sentences).map((sentence) => ({ ...place, sentence }));
  });
}

/** Gherkin takes a line with a misspelt keyword for a description, and what follows it too. */
const NO_STEPS =
  'the scenario has no steps; a step is a line that begins with Given, When, Then, And, But or *, anything else is a description';

function checkStep(step: PickleStep, sentences: readonly Sentence[]): readonly string[] {
  const hits = sentences.flatMap((sentence) => {
    const args = sentence.match(step.text);
    return args === undefined ? [] : [{ sentence, args }];
  });
  const [hit, ...others] = hits;
  if (hit === undefined) return [unknown(step.text, sentences)];
  if (others.length > 0)
    return [
      `"${step.text}" is more than one sentence: ${hits.map((each) => `"${each.sentence.expression}"`).join(' and ')}`,
    ];
  const shape = [...unfilled(step), ...text(step, hit.sentence), ...table(step, hit.sentence)];
  return [...shape, ...values(hit.args), ...(shape.length > 0 ? [] : cells(step, hit.sentence))];
}

function unknown(text: string, sentences: readonly Sentence[]): string {
  const near = closestSentence(text, sentences);
  return `"${text}" is no sentence of the language; ${near === undefined ? 'see bulkhead steps' : `the closest is "${near.expression}"${near.example === undefined ? '' : `, for example "${near.example}"`}`}`;
}

/** What is still in angle brackets was never filled in: no column of the Examples has that name. */
function unfilled(step: PickleStep): readonly string[] {
  const cells = (step.argument?.dataTable?.rows ?? []).flatMap((row) => row.cells.map(({ value }) => value));
  const names = [step.text, ...cells].flatMap((each) => each.match(/<[^<>]+>/g) ?? []);
  return Array.from(new Set(names)).map(
    (name) =>
      `${name} was never filled in: expected a Scenario Outline whose Examples have the column "${name.slice(1, -1)}"`,
  );
}

/** Steps of a repository may take a text; the shipped ones, which have an example each, take none. */
const text = ({ argument }: PickleStep, { example }: Sentence): readonly string[] =>
  argument?.docString === undefined || example === undefined
    ? []
    : ['this sentence takes no text in quotation marks below it'];

function values(args: readonly { getValue(self: unknown): unknown }[]): readonly string[] {
  return args.flatMap((argument) => {
    try {
      argument.getValue({});
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

function table(step: PickleStep, sentence: Sentence): readonly string[] {
  const rows = step.argument?.dataTable?.rows;
  if (sentence.table === undefined) {
    return rows !== undefined && sentence.example !== undefined ? ['this sentence takes no table'] : [];
  }
  if (rows === undefined)
    return [`this sentence needs a table with the columns ${sentence.table.join(', ')} (* required)`];
  const present = rows[0]?.cells.map((cell) => cell.value) ?? [];
  const allowed = sentence.table.map((column) => column.replace('*', ''));
  const required = sentence.table
    .filter((column) => column.endsWith('*'))
    .map((column) => column.slice(0, -1));
  return [
    ...present
      .filter((column, index) => present.indexOf(column) < index)
      .map((column) => `the table has the column "${column}" twice`),
    ...present
      .filter((column) => !allowed.includes(column))
      .map(
        (column) =>
          `the table has an unknown column "${column}"${nearest(column, allowed)}; allowed are ${allowed.join(', ')}`,
      ),
    ...required
      .filter((column) => !present.includes(column))
      .map((column) => `the table lacks the column "${column}"`),
  ];
}

/** Cells are read as the sentence will read them, once its columns are right and nothing in them is still a placeholder. */
const cells = ({ argument }: PickleStep, { mistakesIn }: Sentence): readonly string[] =>
  mistakesIn?.((argument?.dataTable?.rows ?? []).map((row) => row.cells.map(({ value }) => value))) ?? [];
