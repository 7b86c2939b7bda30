import type { Envelope } from '@cucumber/messages';

/** Kinds that no report needs; not parsing them halves the time of a large run. */
const UNUSED = /^\{"(?:testStepStarted|stepDefinition|parameterType|source|suggestion)"/;

export interface ParsedEnvelopes {
  readonly envelopes: Iterable<Envelope>;
  /** Complete once the envelopes have been read. */
  readonly problems: readonly string[];
}

/** Messages of a run. A last line that is cut off is what a killed run leaves, and no problem of its own. */
export function parseEnvelopes(lines: Iterable<string>): ParsedEnvelopes {
  const problems: string[] = [];
  return { envelopes: envelopes(lines, problems), problems };
}

function* envelopes(lines: Iterable<string>, problems: string[]): Generator<Envelope> {
  let number = 0;
  let broken: number | undefined;
  for (const line of lines) {
    number += 1;
    if (broken !== undefined) problems.push(`line ${broken} of the messages is not JSON`);
    broken = undefined;
    if (UNUSED.test(line)) continue;
    const envelope = parsed(line);
    if (envelope === undefined) broken = number;
    else yield envelope;
  }
  if (broken === 1) problems.push('the file holds no messages');
}

function parsed(line: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
