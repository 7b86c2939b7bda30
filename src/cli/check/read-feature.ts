import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type GherkinDocument, type Pickle } from '@cucumber/messages';
import { readFileSync } from 'node:fs';
import type { Mistake } from './mistake';

export interface ReadFeature {
  readonly file: string;
  readonly document: GherkinDocument | undefined;
  readonly pickles: readonly Pickle[];
  readonly mistakes: readonly Mistake[];
}

interface ParseError {
  readonly message: string;
  readonly location?: { readonly line: number };
  readonly errors?: readonly ParseError[];
}

export function readFeature(file: string): ReadFeature {
  const text = readFileSync(file, 'utf8');
  if (text.includes('\0')) return unreadable(file, NOT_UTF8);
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    const document = parser.parse(text);
    return { file, document, pickles: compile(document, file, newId), mistakes: [] };
  } catch (error) {
    return { file, document: undefined, pickles: [], mistakes: syntaxMistakes(file, error as ParseError) };
  }
}

const NOT_UTF8 = 'not a text in UTF-8, but perhaps one in UTF-16; save it as UTF-8';

const unreadable = (file: string, sentence: string): ReadFeature => ({
  file,
  document: undefined,
  pickles: [],
  mistakes: [{ file, line: 1, sentence }],
});

function syntaxMistakes(file: string, error: ParseError): readonly Mistake[] {
  return (error.errors ?? [error]).map((each) => ({
    file,
    line: each.location?.line ?? 1,
    sentence: `not Gherkin: ${each.message.replace(/^\(\d+:\d+\): /, '').split('\n')[0]}`,
  }));
}

/** Lines of the document's nodes by their id. */
export function linesOf(document: GherkinDocument): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { id, location } = node as { id?: string; location?: { line: number } };
    if (id !== undefined && location !== undefined) lines.set(id, location.line);
    for (const below of Object.values(node)) visit(below);
  };
  visit(document.feature);
  return lines;
}
