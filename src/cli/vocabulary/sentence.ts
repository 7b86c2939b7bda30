import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { basename } from 'node:path';

export interface Argument {
  getValue(self: unknown): unknown;
}

/** One sentence of the language, from its definition. */
export interface Sentence {
  /** The subject: the file that defines it. */
  readonly subject: string;
  readonly expression: string;
  /** A whole line; absent for a user's own step that carries none. */
  readonly example: string | undefined;
  /** Columns of its table, required ones with `*`; absent where it takes none. */
  readonly table: readonly string[] | undefined;
  /** What is wrong with the cells of its table, a sentence each; absent where nobody can tell. @param rows the heading first. */
  readonly mistakesIn?: (rows: readonly (readonly string[])[]) => readonly string[];
  readonly file: string;
  readonly line: number;
  /** Its arguments where a step's text is this sentence. */
  match(text: string): readonly Argument[] | undefined;
}

/** The part of Cucumber's support library that is read here; its own type hides it. */
interface DefinedSteps {
  readonly stepDefinitions: readonly {
    readonly uri: string;
    readonly line: number;
    readonly options: object;
    readonly expression: { readonly source: string; match(text: string): readonly Argument[] | null };
  }[];
}

interface WrapperOptions {
  readonly example?: string;
  readonly table?: readonly string[];
  readonly mistakesIn?: NonNullable<Sentence['mistakesIn']>;
}

export function sentencesOf(support: ISupportCodeLibrary): readonly Sentence[] {
  return (support as unknown as DefinedSteps).stepDefinitions.map((definition) => {
    const options = (definition.options as { wrapperOptions?: WrapperOptions }).wrapperOptions;
    return {
      subject: basename(definition.uri).replace(/\.[cm]?[jt]s$/, ''),
      expression: definition.expression.source,
      example: options?.example,
      table: options?.table,
      ...(options?.mistakesIn !== undefined && { mistakesIn: options.mistakesIn }),
      file: definition.uri,
      line: definition.line,
      match: (text) => definition.expression.match(text) ?? undefined,
    };
  });
}
