import type { Pickle, PickleStep } from '@cucumber/messages';
import { closestSentence } from './closest-sentence';
import type { Mistake } from './mistake';
import type { Sentence } from '../vocabulary/sentence';

type At = (ids: readonly string[]) => { readonly file: string; readonly line: number };

/** Every step is exactly one sentence, its values parse, its table has the columns that it may have. */
export function checkSteps(pickle: Pickle, sentences: readonly Sentence[], at: At): readonly Mistake[] {
  return pickle.steps.flatMap((step) => {
    const place = at(step.astNodeIds);
    return checkStep(step, sentences).map((sentence) => ({ ...place, sentence }));
  });
}

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
  return [...values(hit.args), ...table(step, hit.sentence)];
}

function unknown(text: string, sentences: readonly Sentence[]): string {
  const near = closestSentence(text, sentences);
  return `"${text}" is no sentence of the language; ${near === undefined ? 'see bulkhead steps' : `the closest is "${near.expression}"${near.example === undefined ? '' : `, for example "${near.example}"`}`}`;
}

/** Values in angle brackets were never filled in; others are asked to parse. */
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
      .filter((column) => !allowed.includes(column))
      .map((column) => `the table has an unknown column "${column}"; allowed are ${allowed.join(', ')}`),
    ...required
      .filter((column) => !present.includes(column))
      .map((column) => `the table lacks the column "${column}"`),
  ];
}
